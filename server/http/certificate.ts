/**
 * The server's certificate and key as files say them. They are looked at again and again while the
 * server runs: a renewed certificate is taken into use without a restart, and one that does not fit
 * its key (a renewal in the middle) is passed over until it does.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';

export interface CertificateFiles {
  /** The chain in PEM, the server's own certificate first. */
  readonly cert: string;
  /** The private key in PEM, without a passphrase. */
  readonly key: string;
}

export type CertificateFaultCode =
  | 'tls_file_unreadable'
  | 'tls_cert_malformed'
  | 'tls_key_malformed'
  | 'tls_key_mismatch';

export class CertificateFault extends Error {
  readonly code: CertificateFaultCode;
  readonly file: string;

  constructor(code: CertificateFaultCode, file: string) {
    super(code);
    this.code = code;
    this.file = file;
  }
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly expiresAt: Date;
}

export function readCertificate(files: CertificateFiles): Certificate {
  const [cert, key] = [readText(files.cert), readText(files.key)];
  const own = parsed(() => new X509Certificate(cert), 'tls_cert_malformed', files.cert);
  const secret = parsed(() => createPrivateKey(key), 'tls_key_malformed', files.key);
  if (!own.checkPrivateKey(secret)) throw new CertificateFault('tls_key_mismatch', files.key);
  return { cert, key, expiresAt: own.validToDate };
}

const lookEveryMs = 5_000;

/** Calls `renewed` whenever the files hold another good pair; answers how to stop. */
export function watchCertificate(
  files: CertificateFiles,
  first: Certificate,
  log: Logger,
  renewed: (certificate: Certificate) => void,
): () => void {
  let current = first;
  let faulty = false;
  const timer = setInterval(() => {
    try {
      const read = readCertificate(files);
      faulty = false;
      if (read.cert === current.cert && read.key === current.key) return;
      renewed(read);
      current = read;
      log.info({ expires: read.expiresAt.toISOString() }, 'the renewed certificate is in use');
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error;
      if (!faulty)
        log.warn({ fault: error.code }, 'the certificate files are faulty: the one before stays in use');
      faulty = true;
    }
  }, lookEveryMs);
  return () => clearInterval(timer);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CertificateFault('tls_file_unreadable', file);
  }
}

function parsed<Value>(read: () => Value, code: CertificateFaultCode, file: string): Value {
  try {
    return read();
  } catch {
    throw new CertificateFault(code, file);
  }
}

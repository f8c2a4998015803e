/** What `uige server verify` found wrong, and where. */
export type VerifyFaultCode =
  | 'position_missing'
  | 'payload_altered'
  | 'header_altered'
  | 'link_broken'
  | 'signature_wrong'
  | 'head_wrong'
  | 'checksum_wrong'
  | 'summary_differs'
  | 'roster_differs'
  | 'audit_altered'
  | 'audit_cut';

export interface VerifyFault {
  readonly what: VerifyFaultCode;
  /** "feed/position", "feed", or "writer/seq" of the audit. */
  readonly where: string;
}

/** Lists of network addresses as an administrator writes them: `loopback`, `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`. */
import { BlockList, isIP } from 'node:net';

const loopback = ['127.0.0.0/8', '::1/128'];

/** Whether one entry of a list makes sense. */
export function isAddress(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

/** Whether an address is one of the list. */
export function among(list: readonly string[]): (address: string) => boolean {
  const known = new BlockList();
  for (const entry of list.flatMap((one) => (one === 'loopback' ? loopback : [one]))) {
    const [address = '', prefix] = entry.split('/');
    const version = isIP(address);
    known.addSubnet(address, Number(prefix ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6');
  }
  return (text) => {
    // an IPv4 address on a socket that takes both
    const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
    const version = isIP(address);
    return version !== 0 && known.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

/** Whose an address is, as far as it can be told: an IPv4 address alone, of IPv6 the network that one customer has. */
export function networkOf(address: string): string {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (isIP(text) !== 6) return text;
  const [before = ''] = text.split('::');
  const groups = before.split(':').filter((group) => group !== '');
  return `${[...groups, '0', '0', '0', '0'].slice(0, 4).join(':')}::/64`;
}

/** Whether a server that listens there is reached from this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || among(['loopback'])(host);
}

import { expect, test } from 'vitest';
import { among, isAddress, isLoopbackHost, networkOf } from '#server/http/addresses.ts';

test('a list names addresses, networks and this machine', () => {
  const known = among(['10.1.0.0/16', '192.0.2.7', 'fd00::/8', 'loopback']);
  const inside = ['10.1.255.3', '::ffff:10.1.0.1', '192.0.2.7', 'fd12::1', '127.9.9.9', '::1'];
  const outside = ['10.2.0.1', '192.0.2.8', 'fe80::1', '::ffff:10.2.0.1', 'localhost', ''];
  expect(inside.filter(known)).toEqual(inside);
  expect(outside.filter(known)).toEqual([]);
});

test('what is no address is not taken for one', () => {
  const wrong = ['10.0.0.0/33', '10.0.0', 'proxy', '::/129', '10.0.0.1/', '10.0.0.1/8/8', ''];
  expect(wrong.filter(isAddress)).toEqual([]);
  expect(['loopback', '10.0.0.1', '10.0.0.0/8', '::/0'].every(isAddress)).toBe(true);
});

test('only this machine may be listened to in the clear', () => {
  expect(['127.0.0.1', '::1', 'localhost'].every(isLoopbackHost)).toBe(true);
  expect(['0.0.0.0', '::', '192.0.2.1', 'uige.example'].some(isLoopbackHost)).toBe(false);
});

test('one customer is one network, whatever address of it they take', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('2001:DB8:1:2::7')).toBe(networkOf('2001:db8:1:2:a:b:c:d'));
  expect(networkOf('2001:db8:1:3::7')).not.toBe(networkOf('2001:db8:1:2::7'));
  expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8::2'));
});

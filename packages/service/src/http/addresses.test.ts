import { expect, it } from 'vitest';
import { isLoopback, isPublicAddress } from './addresses.js';

it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '2606:4700:4700::1111', '[2a00:1450:4001:80b::200e]', '64:ff9b::808:808', '64:ff9b::8.8.8.8'])(
  '%s is public', (address) => { expect(isPublicAddress(address)).toBe(true); },
);

it.each([
  '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.2.7', '198.18.0.1',
  '224.0.0.1', '255.255.255.255', '::', '::1', '[::1]', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '2001::1', '2002:7f00:1::', '3fff::1',
  '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::808:808', 'example.com', '', '2130706433', '127.1',
])('%s is not', (address) => { expect(isPublicAddress(address)).toBe(false); });

it('knows loopback', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1', '[::1]'].every(isLoopback)).toBe(true);
  expect(['10.0.0.1', '::2', '127.example', 'localhost'].some(isLoopback)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from './address.js';

const of = (url: string) => refusalOf(new URL(url));

describe('addresses that are never asked', () => {
  it.each([
    'https://127.0.0.1', 'https://127.1', 'https://2130706433', 'https://0177.0.0.1', 'https://0x7f000001', 'https://127.0.0.1.', 'https://0.0.0.0', 'https://10.1.2.3', 'https://100.64.0.1',
    'https://169.254.169.254', 'https://172.16.0.1', 'https://172.31.255.255', 'https://192.168.0.1', 'https://198.18.0.1', 'https://203.0.113.9', 'https://224.0.0.1', 'https://255.255.255.255',
    'https://[::]', 'https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://[::ffff:8.8.8.8]', 'https://[::7f00:1]', 'https://[fc00::1]', 'https://[fd12:3456::1]', 'https://[fe80::1]',
    'https://[ff02::1]', 'https://[64:ff9b::7f00:1]', 'https://[2001:db8::1]', 'https://[2001::1]', 'https://[2002:7f00:1::]', 'https://[3fff::1]',
    'https://１２７.０.０.１',
  ])('%s', (url) => expect(of(url)).toBe('private-address'));

  it.each(['https://localhost', 'https://localhost.', 'https://a.localhost', 'https://printer.local', 'https://intranet', 'https://db.internal', 'https://nas.home.arpa', 'https://LOCALHOST:8443/x', 'https://ｌocalhost'])(
    '%s', (url) => expect(of(url)).toBe('private-name'));

  it('other schemes, and names in the URL', () => {
    expect(of('http://issuer.example/')).toBe('not-https');
    expect(of('file:///etc/passwd')).toBe('not-https');
    expect(of('https://user:secret@issuer.example/')).toBe('has-user');
    expect(of('https://issuer.example@10.0.0.1/')).toBe('has-user');
  });

  it('http for what is signed, and nothing else for it', () => {
    const signed = (url: string) => refusalOf(new URL(url), true);
    expect(signed('http://crl.example/ca.crl')).toBeUndefined();
    expect(signed('https://crl.example/ca.crl')).toBeUndefined();
    expect(signed('ldap://crl.example/cn=ca')).toBe('not-https');
    expect(signed('http://10.0.0.1/')).toBe('private-address');
    expect(signed('http://printer.local/')).toBe('private-name');
    expect(signed('http://user@crl.example/')).toBe('has-user');
  });

  it.each(['https://issuer.example', 'https://issuer.example:8443/x', 'https://8.8.8.8', 'https://172.32.0.1', 'https://100.128.0.1', 'https://[2606:4700::1111]', 'https://[2001:4860:4860::8888]', 'https://xn--bcher-kva.example', 'https://local.example'])(
    '%s is asked', (url) => expect(of(url)).toBeUndefined());

  it('every way of writing a private IPv4 address', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(fc.property(fc.constantFrom(10, 127), octet, octet, octet, fc.constantFrom(8, 10, 16), (a, b, c, d, base) => {
      const write = (value: number) => (base === 10 ? String(value) : base === 16 ? `0x${value.toString(16)}` : `0${value.toString(8)}`);
      expect(of(`https://${[a, b, c, d].map(write).join('.')}/`)).toBe('private-address');
      expect(of(`https://${write(((a * 256 + b) * 256 + c) * 256 + d)}/`)).toBe('private-address');
      expect(of(`https://[::ffff:${a}.${b}.${c}.${d}]/`)).toBe('private-address');
    }));
  });
});

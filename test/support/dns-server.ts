import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** What one name answers: a list of answers in turn, the last of them from then on. An answer is a list of addresses; an empty one says that there is no such name. */
export type Zone = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface DnsServer {
  /** `127.0.0.1:port`. */
  address: string;
  /** How often a name was asked for its IPv4 addresses. */
  asked: Map<string, number>;
  close(): Promise<void>;
}

const A = 1, AAAA = 28;

/**
 * A DNS server (RFC 1035) on a UDP port of loopback that says what a test wants said, time to live 0: the attacker's own name server of a rebinding attack.
 * A turn passes with each question for IPv4 addresses; the question for IPv6 that goes with it belongs to the same turn.
 */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const question = readQuestion(query);
    if (!question) return;
    const { name, type, end } = question;
    const turns = Object.hasOwn(zone, name) ? zone[name]! : [];
    const before = asked.get(name) ?? 0;
    if (type === A) asked.set(name, before + 1);
    const turn = type === A ? before : Math.max(0, before - 1);
    const addresses = turns[Math.min(turn, turns.length - 1)] ?? [];
    const records = addresses.filter((address) => (type === A ? !address.includes(':') : type === AAAA && address.includes(':')));
    socket.send(answer(query, end, type, records, addresses.length === 0), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  return { address: `127.0.0.1:${(socket.address() as AddressInfo).port}`, asked, close: () => new Promise((resolve) => { socket.close(() => resolve()); }) };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } | undefined {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at++]; length !== 0; length = query[at++]) {
    if (length === undefined || length > 63 || at + length + 5 > query.length) return undefined;
    labels.push(query.subarray(at, at + length).toString('latin1').toLowerCase());
    at += length;
  }
  return at + 4 > query.length ? undefined : { name: labels.join('.'), type: query.readUInt16BE(at), end: at + 4 };
}

function answer(query: Buffer, end: number, type: number, addresses: readonly string[], unknown: boolean): Buffer {
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(unknown ? 0x8583 : 0x8580, 2); // a response, authoritative, recursion available; NXDOMAIN is 3
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) => {
    const data = type === A ? Buffer.from(address.split('.').map(Number)) : ipv6(address);
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0); // the name of the question
    head.writeUInt16BE(type, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, query.subarray(12, end), ...records]);
}

function ipv6(address: string): Buffer {
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail ?? ''].map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...left!, ...Array<string>(8 - left!.length - right!.length).fill('0'), ...right!];
  return Buffer.from(groups.flatMap((group) => { const value = Number.parseInt(group, 16); return [value >> 8, value & 255]; }));
}

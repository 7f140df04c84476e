// npm run example:ats: a system orders by each of five protocols, a candidate sends a badge, a European Digital Credential and a sealed PDF, and the results land in the system. It stops by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendFiles, sendResult } from './candidate.js';
import { startFakeAts, SYSTEMS } from './fake-ats.js';
import { freePort, PACKAGE, startProvider } from './provider.js';
import { newKeys, until, uploadUrlOf } from './steps.js';
import { makeWorld } from './world.js';

const directory = await mkdtemp(join(tmpdir(), 'credlens-example-'));
const keys = newKeys();
const ats = await startFakeAts(keys);
try {
  const world = await makeWorld(new Date());
  const provider = await startProvider({ directory, port: await freePort(), ats: ats.url, keys }, world.verifier);
  console.log(`The provider listens on ${provider.url}, the made-up system on ${ats.url}.\n`);
  try {
    // One thing goes wrong with each: the system is busy, loses an answer, or fails.
    for (const [index, fault] of (['lost', '429', '500', 'never', 'lost'] as const).entries()) ats.fail(SYSTEMS[index]!, fault);
    for (const system of SYSTEMS) {
      const { number, answer } = await ats.order(system, { provider: `${provider.url}/ats/${system}`, packageId: PACKAGE, email: world.email });
      const id = /[0-9a-f]{32}/.exec(JSON.stringify(answer))![0];
      const link = await uploadUrlOf(directory, provider.url, id);
      await sendFiles(link, world.files);
      await sendResult(link);
      await until(() => ats.results.has(number), `the result of ${system}`);
      console.log(`${system.padEnd(11)} ordered, ${world.files.length} files judged, result written`);
    }
    const again = ats.writes.filter(({ applied }) => !applied).length;
    console.log(`\n${ats.writes.length - again} results changed something in the system; ${ats.refused} requests were refused at first, and ${again} came again and changed nothing.`);
    console.log(`\nWhat ${SYSTEMS[1]} has now:\n${JSON.stringify([...ats.results.values()][1], null, 2)}`);
  } finally {
    await provider.stop();
  }
} finally {
  await ats.close();
  await rm(directory, { recursive: true, force: true });
}

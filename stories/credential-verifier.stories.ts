import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Report } from '@credlens/core/report';
import '@credlens/elements';
import type { CredentialVerifier } from '@credlens/elements';
import { fakeVerifier, reports, type FakeOptions } from './support/reports.js';
import { europeanReports } from './support/european-reports.js';
import { learningReports } from './support/learning-reports.js';
import { sealReports } from './support/seal-reports.js';
import { extendedFile, sealedFile, type SealedFile } from './support/sealed-file.js';
import { twinFiles, twinReports, twinsVerifier } from './support/twin-reports.js';

interface Args { report?: Report; offered?: Report; fake?: FakeOptions; recipient?: string; locale?: string; width?: string; open?: boolean }

const meta: Meta<Args> = {
  title: 'credential-verifier',
  render: ({ report, offered, fake, recipient, locale, width }) => {
    const element = html`<credential-verifier .report=${report} .verifier=${offered ? fakeVerifier(offered, fake) : undefined} .recipient=${recipient} .locale=${locale}></credential-verifier>`;
    return width === undefined ? element : html`<div style="inline-size: ${width}">${element}</div>`;
  },
  argTypes: { report: { control: false }, offered: { control: false }, fake: { control: false } },
};

export default meta;
type Story = StoryObj<Args>;

function shadow(canvas: HTMLElement): ShadowRoot {
  const root = canvas.querySelector<CredentialVerifier>('credential-verifier')?.shadowRoot;
  if (!root) throw new Error('the element is not there');
  return root;
}

const headline = (wanted: string): NonNullable<Story['play']> => async ({ canvasElement }) => {
  await waitFor(() => expect(shadow(canvasElement).querySelector('.headline')?.textContent?.trim()).toBe(wanted), { timeout: 10_000 });
  const cards = [...shadow(canvasElement).querySelectorAll('.report:not(:has(.members)) > .sentences')];
  await expect(cards.map((card) => card.children.length)).toEqual(cards.map(() => 4));
};

const opened = (wanted: string): NonNullable<Story['play']> => async (context) => {
  await headline(wanted)(context);
  for (const details of shadow(context.canvasElement).querySelectorAll('details')) details.open = true;
};

export const Empty: Story = {};

export const Verified: Story = { args: { report: reports.verified }, play: headline('Verified') };
export const VerifiedWithCautions: Story = { args: { report: reports.cautions }, play: headline('Verified, with cautions') };
export const Tampered: Story = { args: { report: reports.tampered }, play: headline('Not valid: do not rely on it') };
export const Revoked: Story = { args: { report: reports.revoked }, play: headline('Not valid: do not rely on it') };
export const Expired: Story = { args: { report: reports.expired }, play: headline('Not valid: do not rely on it') };
export const SomeoneElses: Story = { args: { report: reports.someoneElses }, play: headline('Not valid: do not rely on it') };
export const StatusUnreachable: Story = { args: { report: reports.statusUnreachable }, play: headline('Could not be fully checked') };
export const UnknownIssuer: Story = { args: { report: reports.unknownIssuer }, play: headline('Could not be fully checked') };
export const NotACredential: Story = { args: { report: reports.notACredential }, play: headline('Nothing here can be verified') };
export const Damaged: Story = { args: { report: reports.damaged }, play: headline('Not valid: do not rely on it') };
export const Presentation: Story = { args: { report: reports.presentation }, play: headline('Not valid: do not rely on it') };
export const HostileText: Story = { args: { report: reports.hostile }, play: opened('Not valid: do not rely on it') };

export const DetailsOpen: Story = { args: { report: reports.statusUnreachable }, play: opened('Could not be fully checked') };
export const Dark: Story = { args: { report: reports.cautions }, globals: { scheme: 'dark' }, play: opened('Verified, with cautions') };
export const DarkInvalid: Story = { args: { report: reports.tampered }, globals: { scheme: 'dark' }, play: opened('Not valid: do not rely on it') };
export const Narrow: Story = { args: { report: reports.unknownIssuer, width: '320px' }, play: opened('Could not be fully checked') };
export const QualifiedSeal: Story = { args: { report: sealReports.qualifiedSeal }, play: opened('Verified') };
export const SealWithoutItsList: Story = { args: { report: sealReports.sealWithoutList }, play: opened('Could not be fully checked') };
export const ChangedAfterSealing: Story = { args: { report: sealReports.changedAfterSealing }, play: opened('Not valid: do not rely on it') };
export const RevokedSeal: Story = { args: { report: sealReports.revokedSeal }, play: opened('Not valid: do not rely on it') };
export const SeveralSignatures: Story = { args: { report: sealReports.severalSignatures }, play: opened('Verified') };
export const UnsignedPdf: Story = { args: { report: sealReports.unsignedPdf }, play: opened('Nothing here can be verified') };
export const HostileSeal: Story = { args: { report: sealReports.hostileSeal }, play: opened('Not valid: do not rely on it') };
export const DarkSeal: Story = { args: { report: sealReports.changedAfterSealing }, globals: { scheme: 'dark' }, play: opened('Not valid: do not rely on it') };
export const NarrowSeals: Story = { args: { report: sealReports.severalSignatures, width: '320px' }, play: opened('Verified') };

/** Opens everything, which brings what learning needs to be read. */
const learned: NonNullable<Story['play']> = async (context) => {
  await opened('Verified')(context);
  await waitFor(() => expect(shadow(context.canvasElement).querySelector('.quality')).not.toBeNull(), { timeout: 10_000 });
};

const seen = (wanted: string): NonNullable<Story['play']> => async (context) => {
  await opened(wanted)(context);
  await waitFor(() => expect(shadow(context.canvasElement).querySelector('.quality')).not.toBeNull(), { timeout: 10_000 });
};
/** Opens everything, then has the document's words in another of its languages. */
const inLanguage = (wanted: string, language: string, title: string): NonNullable<Story['play']> => async (context) => {
  await seen(wanted)(context);
  const root = shadow(context.canvasElement);
  await userEvent.selectOptions(root.querySelector('[part="language"]') as HTMLElement, language);
  await waitFor(() => expect(root.querySelector('.about strong')?.textContent).toBe(title));
};

export const MicroCredentialInEnglish: Story = { args: { report: europeanReports.micro }, play: seen('Verified') };
export const MicroCredentialInGreek: Story = { args: { report: europeanReports.micro }, play: inLanguage('Verified', 'el', 'Ανάλυση ποιότητας νερού') };
export const MicroCredentialInSpanish: Story = { args: { report: europeanReports.micro, locale: 'es' }, play: seen('Verified') };
export const DiplomaSupplement: Story = { args: { report: europeanReports.supplement }, play: seen('Verified') };
export const DiplomaSupplementInSlovenian: Story = { args: { report: europeanReports.supplement }, play: inLanguage('Verified', 'sl', 'Priloga k diplomi') };
export const DiplomaSupplementNarrow: Story = { args: { report: europeanReports.supplement, locale: 'de', width: '320px' }, play: seen('Verified') };
export const SealedUnderMandate: Story = { args: { report: europeanReports.mandate }, play: seen('Verified, with cautions') };
export const SealedUnderMandateInArabic: Story = { args: { report: europeanReports.mandate }, play: inLanguage('Verified, with cautions', 'ar', 'شهادة حضور') };
export const EuropeanWithoutSeal: Story = { args: { report: europeanReports.unsigned }, play: seen('Nothing here can be verified') };
export const EuropeanDark: Story = { args: { report: europeanReports.mandate }, globals: { scheme: 'dark' }, play: seen('Verified, with cautions') };

export const EuropeanCredential: Story = { args: { report: learningReports.module }, play: learned };
export const EuropeanCredentialInGerman: Story = { args: { report: learningReports.module, locale: 'de' }, play: learned };
export const EuropeanCredentialInGreek: Story = { args: { report: learningReports.module, locale: 'el' }, play: learned };
export const EuropeanCredentialInSlovenian: Story = { args: { report: learningReports.module, locale: 'sl' }, play: learned };
export const CertificateOfAttendanceInFrench: Story = { args: { report: learningReports.attendance, locale: 'fr' }, play: learned };
export const BadgeWithItsElements: Story = { args: { report: learningReports.badge }, play: learned };
export const HostileLearning: Story = { args: { report: learningReports.hostile }, play: learned };
export const NarrowLearning: Story = { args: { report: learningReports.module, width: '320px' }, play: learned };
export const DarkLearning: Story = { args: { report: learningReports.module }, globals: { scheme: 'dark' }, play: learned };

/** Drops a file and opens what was sealed. */
const lookedAt = (made: () => Promise<SealedFile>): NonNullable<Story['play']> => async ({ canvasElement }) => {
  const element = canvasElement.querySelector('credential-verifier');
  if (!element) throw new Error('the element is not there');
  const { file, report } = await made();
  element.verifier = fakeVerifier(report);
  await element.verify(file);
  const root = shadow(canvasElement);
  await waitFor(() => expect(root.querySelector('[part~="preview-button"]')).not.toBeNull(), { timeout: 10_000 });
  await userEvent.click(root.querySelector('[part~="preview-button"]') as HTMLElement);
  await waitFor(() => expect(root.querySelector('canvas')).not.toBeNull(), { timeout: 30_000 });
};

export const SealedDocumentShown: Story = { play: lookedAt(sealedFile) };
export const SealedDocumentExtended: Story = { args: { width: '360px' }, play: lookedAt(() => extendedFile(true)) };

/** Two files, and the question whether they are one award. */
const askedTogether = (report: Report): NonNullable<Story['play']> => async ({ canvasElement }) => {
  const element = canvasElement.querySelector('credential-verifier');
  if (!element) throw new Error('the element is not there');
  element.verifier = twinsVerifier(report);
  await element.verify(...twinFiles());
  const root = shadow(canvasElement);
  await waitFor(() => expect(root.querySelector('[part~="together-button"]')).not.toBeNull(), { timeout: 10_000 });
  await userEvent.click(root.querySelector('[part~="together-button"]') as HTMLElement);
  await waitFor(() => expect(root.querySelectorAll('.agreement tbody tr').length).toBe(report.agreement?.facts.length), { timeout: 10_000 });
};

export const TwinsOffered: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('credential-verifier');
    if (!element) throw new Error('the element is not there');
    element.verifier = twinsVerifier(twinReports.agree);
    await element.verify(...twinFiles());
    await waitFor(() => expect(shadow(canvasElement).querySelector('[part~="together-button"]')).not.toBeNull(), { timeout: 10_000 });
  },
};
export const TwinsAgree: Story = { play: askedTogether(twinReports.agree) };
export const TwinsDiffer: Story = { play: askedTogether(twinReports.differ) };
export const TwinsSaved: Story = { args: { report: twinReports.agree } };
export const DarkTwins: Story = { globals: { scheme: 'dark' }, play: askedTogether(twinReports.differ) };
export const NarrowTwins: Story = { args: { width: '360px' }, play: askedTogether(twinReports.differ) };

export const RecipientSet: Story = { args: { offered: reports.someoneElses, recipient: 'per.nilsson@student.example' } };

export const PastedAndVerified: Story = {
  args: { offered: reports.verified },
  play: async (context) => {
    const root = shadow(context.canvasElement);
    await userEvent.type(root.querySelector('#paste') as HTMLElement, 'what the candidate sent');
    await userEvent.click(root.querySelector('[part~="verify-button"]') as HTMLElement);
    await headline('Verified')(context);
  },
};

export const Busy: Story = {
  args: { offered: reports.verified, fake: { until: new Promise(() => { /* never */ }) } },
  play: async ({ canvasElement }) => {
    const root = shadow(canvasElement);
    void canvasElement.querySelector('credential-verifier')?.verify('x');
    await waitFor(() => expect(root.querySelector('progress')?.value).toBe(10));
  },
};

export const EngineBroke: Story = {
  args: { offered: reports.verified, fake: { fail: true } },
  play: async ({ canvasElement }) => {
    const root = shadow(canvasElement);
    await canvasElement.querySelector('credential-verifier')?.verify('x');
    await waitFor(() => expect(root.querySelector('[part="error"]')?.textContent).toContain('says nothing about the credential'));
  },
};

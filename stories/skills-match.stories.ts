import { html } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Audience, MatchReport } from '@credlens/ats-adapter';
import '@credlens/elements/skills-match/define';
import { matchReports } from './support/match-reports.js';

interface Args { report?: MatchReport; audience?: Audience; locale?: string; width?: string }

const meta: Meta<Args> = {
  title: 'skills-match',
  render: ({ report, audience, locale, width }) => html`<div style="inline-size: ${width ?? 'auto'}"><skills-match .report=${report} .audience=${audience ?? 'recruiter'} .locale=${locale}></skills-match></div>`,
  argTypes: { report: { control: false } },
};

export default meta;
type Story = StoryObj<Args>;

export const Empty: Story = {};
export const Several: Story = { args: { report: matchReports.several } };
export const ForTheCandidate: Story = { args: { report: matchReports.several, audience: 'candidate' } };
export const InGermanWords: Story = { args: { report: matchReports.several, locale: 'de' } };
export const Nothing: Story = { args: { report: matchReports.nothing } };
export const Hostile: Story = { args: { report: matchReports.hostile } };
export const Dark: Story = { args: { report: matchReports.several }, globals: { scheme: 'dark' } };
export const Narrow: Story = { args: { report: matchReports.several, width: '320px' } };

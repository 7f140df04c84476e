import { css } from 'lit';

export const skills = css`
  .frame { background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius); padding: calc(var(--_space) * 1.25); display: grid; gap: var(--_space); }
  .title { font-size: 1.25rem; font-weight: 650; line-height: 1.3; }
  .group { display: grid; gap: 10px; }
  .group-name { font-weight: 650; font-size: 1.0625rem; }
  .summary { display: grid; gap: 4px; }
  .requirements, .statements, .others { display: grid; gap: 10px; }
  .requirement { --_tone: var(--_muted); border: 1px solid var(--_border); border-inline-start: 6px solid var(--_tone); border-radius: calc(var(--_radius) * 0.6); padding: 12px 14px; display: grid; gap: 6px; }
  .status-met { --_tone: var(--_pass); }
  .status-partial { --_tone: var(--_warn); }
  .status-review { --_tone: var(--_unknown); }
  .requirement-name { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; font-weight: 650; }
  .requirement-name > span:first-of-type { flex: 1 1 10em; min-inline-size: 0; }
  .requirement-name .icon { inline-size: 22px; block-size: 22px; }
  .status { color: var(--_tone); font-size: 0.9375rem; }
  .status-missing .status { color: var(--_muted); }
  .note { color: var(--_muted); font-size: 0.9375rem; }
  summary { cursor: pointer; padding-block: 10px; font-weight: 600; color: var(--_accent); }
  .statement { display: grid; gap: 6px; padding: 10px 12px; background: var(--_raised); border-radius: calc(var(--_radius) * 0.6); }
  .statement .icon .mark { stroke: var(--_raised); }
  .counts { display: flex; align-items: center; gap: 8px; font-size: 0.9375rem; }
  .counts .icon { inline-size: 18px; block-size: 18px; }
  .reasons { list-style: disc; padding-inline-start: 1.2em; color: var(--_muted); font-size: 0.9375rem; }
  .decision { border-block-start: 1px solid var(--_border); padding-block-start: 8px; display: grid; gap: 8px; font-weight: 550; }
  p.decision { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
  .answers { display: flex; flex-wrap: wrap; gap: 8px; }
  button {
    font: inherit; font-weight: 600; min-block-size: 44px; padding: 8px 16px; border-radius: calc(var(--_radius) * 0.6); cursor: pointer;
    color: var(--_accent); background: var(--_surface); border: 1px solid var(--_accent);
  }
  button:hover { text-decoration: underline; text-underline-offset: 3px; }
  .others { list-style: disc; padding-inline-start: 1.2em; gap: 4px; }
  .attribution { color: var(--_muted); font-size: 0.8125rem; display: grid; gap: 2px; border-block-start: 1px solid var(--_border); padding-block-start: 10px; }
  @container (max-width: 30em) {
    .frame { padding: calc(var(--_space) * 0.75); }
    .requirement { padding: 10px; }
    .answers button { flex: 1 1 100%; }
  }
`;

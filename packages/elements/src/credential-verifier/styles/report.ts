import { css } from 'lit';

export const report = css`
  .progress { margin-block-start: var(--_space); display: grid; gap: 6px; }
  progress { inline-size: 100%; block-size: 10px; accent-color: var(--_accent); }
  .plan { display: grid; grid-template-columns: repeat(auto-fill, minmax(13em, 1fr)); gap: 2px 12px; font-size: 0.875rem; }
  .plan li { display: flex; align-items: center; gap: 8px; }
  .plan .icon { inline-size: 16px; block-size: 16px; }
  .plan .waiting { color: var(--_muted); }
  .results { margin-block-start: var(--_space); display: grid; gap: var(--_space); }
  .report { --_tone: var(--_muted); border: 1px solid var(--_border); border-inline-start: 6px solid var(--_tone); border-radius: var(--_radius); padding: calc(var(--_space) * 1.25); background: var(--_surface); }
  .tone-verified { --_tone: var(--_pass); }
  .tone-cautions { --_tone: var(--_warn); }
  .tone-invalid { --_tone: var(--_fail); }
  .tone-indeterminate { --_tone: var(--_unknown); }
  .headline { display: flex; align-items: center; gap: 10px; font-size: 1.375rem; font-weight: 700; line-height: 1.25; color: var(--_tone); }
  .tone-unverifiable > .headline { color: var(--_text); }
  .headline .icon { inline-size: 30px; block-size: 30px; color: var(--_tone); }
  .about { display: flex; flex-wrap: wrap; gap: 2px 14px; margin-block: 6px var(--_space); color: var(--_muted); font-size: 0.9375rem; }
  .about strong { color: var(--_text); flex-basis: 100%; font-size: 1.0625rem; }
  .sentences { display: grid; }
  .sentence { display: flex; gap: 12px; padding-block: 12px; border-block-start: 1px solid var(--_border); }
  .sentence > div, .check > div { min-inline-size: 0; flex: 1; }
  .question { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 12px; color: var(--_muted); font-size: 0.875rem; }
  .outcome { font-weight: 650; font-size: 0.875rem; color: var(--_muted); }
  .outcome-pass .outcome { color: var(--_pass); }
  .outcome-warn .outcome { color: var(--_warn); }
  .outcome-fail .outcome { color: var(--_fail); }
  .outcome-indeterminate .outcome, .outcome-skipped .outcome { color: var(--_unknown); }
  .check .check .outcome { color: inherit; }
  .answer { font-weight: 550; }
  .next { color: var(--_muted); font-size: 0.9375rem; margin-block-start: 2px; }
  .next strong { color: var(--_text); font-weight: 600; }
  .tools { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
  @media (prefers-reduced-motion: no-preference) {
    .report { animation: appear 160ms ease-out; }
    @keyframes appear { from { transform: translateY(6px); } }
  }
`;

export const details = css`
  details { border-block-start: 1px solid var(--_border); }
  summary { cursor: pointer; padding-block: 12px; font-weight: 600; color: var(--_accent); }
  .details-body { padding-block-end: var(--_space); display: grid; gap: 8px; font-size: 0.9375rem; }
  .subheading { font-weight: 650; margin-block-start: 8px; }
  .checks { display: grid; gap: 8px; }
  .check { display: flex; gap: 10px; padding: 10px 12px; background: var(--_raised); border-radius: calc(var(--_radius) * 0.6); }
  .check .icon { inline-size: 20px; block-size: 20px; margin-block-start: 2px; }
  .check .icon .mark { stroke: var(--_raised); }
  .check-name { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; }
  .level { color: var(--_muted); font-size: 0.8125rem; }
  .code, .place { color: var(--_muted); font-size: 0.8125rem; }
  .code, code { font-family: var(--_mono); }
  .list-name { font-weight: 600; margin-block-start: 6px; font-size: 0.875rem; }
  .lines { display: grid; gap: 4px; font-size: 0.875rem; padding-inline-start: 1.2em; list-style: disc; }
  dl { display: grid; gap: 8px; }
  .fact { display: grid; grid-template-columns: minmax(7em, 11em) 1fr; gap: 2px 14px; }
  .fact dt { grid-column: 1; color: var(--_muted); }
  .fact dd { grid-column: 2; white-space: pre-line; }
  .claims, .policy { color: var(--_muted); font-size: 0.875rem; }
  .members { border-block-start: 1px solid var(--_border); padding-block-start: 12px; display: grid; gap: 12px; }
  .member-name { color: var(--_muted); font-size: 0.875rem; margin-block-end: 4px; }
  @container (max-width: 30em) {
    .report { padding: calc(var(--_space) * 0.75); }
    .headline { font-size: 1.25rem; }
    .check { padding: 8px 10px; }
    .fact { grid-template-columns: 1fr; }
    .fact dt, .fact dd { grid-column: 1; }
  }
`;

import { css } from 'lit';

export const learning = css`
  .claim-list, .quality { display: grid; gap: 8px; padding: 0; margin: 0; list-style: none; }
  .claim { display: grid; gap: 6px; padding-inline-start: 12px; border-inline-start: 3px solid var(--_border); }
  .claim-name { overflow-wrap: anywhere; }
  .claim dd, .facts dd { overflow-wrap: anywhere; }
  .facts .fact dt { grid-row: 1 / span 60; }
  .facts .fact { row-gap: 0; }
  .claim dd { white-space: normal; }
  .quality-list { display: grid; gap: 8px; border-block-start: 1px solid var(--_border); padding-block-start: 12px; }
  .quality-item { display: flex; gap: 10px; overflow-wrap: anywhere; }
  .quality-item .dot { flex: none; color: var(--_muted); }
  .quality-name { font-weight: 600; }
  .language-choice { display: grid; gap: 4px; max-inline-size: 28em; }
  .language-choice label { color: var(--_muted); font-size: 0.875rem; }
  .language-choice select { inline-size: 100%; min-block-size: 44px; padding: 8px 12px; color: inherit; background: var(--_surface); border: 1px solid var(--_control-border); border-radius: calc(var(--_radius) * 0.6); font: inherit; }
  .europass { display: grid; gap: 8px; border-block-end: 1px solid var(--_border); padding-block-end: 12px; }
  .europass-list { display: grid; gap: 8px; padding: 0; margin: 0; list-style: none; }
  .europass-item { display: flex; gap: 10px; }
  .europass-item > div { min-inline-size: 0; }
  .europass-item .icon { inline-size: 20px; block-size: 20px; margin-block-start: 2px; }
  .europass-name { font-weight: 600; }
  .state-pass .outcome { color: var(--_pass); }
  .state-warn .outcome { color: var(--_warn); }
  .state-fail .outcome { color: var(--_fail); }
  .state-indeterminate .outcome { color: var(--_unknown); }
  .note, .caption { color: var(--_muted); font-size: 0.875rem; }
  @container (max-width: 30em) {
    .facts .fact dt { grid-row: auto; }
  }
`;

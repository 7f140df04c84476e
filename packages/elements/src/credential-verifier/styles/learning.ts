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
  .note, .caption { color: var(--_muted); font-size: 0.875rem; }
  @container (max-width: 30em) {
    .facts .fact dt { grid-row: auto; }
  }
`;

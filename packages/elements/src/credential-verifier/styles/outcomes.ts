import { css } from 'lit';

/** Outcomes: their colours and backgrounds, the pictures that go with them, and lists. A page that has shown no report yet has none, so they come with the first. */
export const outcomes = css`
  :host {
    --_raised: var(--credlens-raised-color, light-dark(#f4f6f9, #202733));
    --_pass: var(--credlens-pass-color, light-dark(#17663a, #6fd39a));
    --_warn: var(--credlens-warn-color, light-dark(#8a4b00, #f4b860));
    --_unknown: var(--credlens-unknown-color, light-dark(#4a3f9e, #b9b0ff));
  }
  ul, dl, dd { margin: 0; padding: 0; }
  ul { list-style: none; }
  .icon { flex: none; fill: currentColor; stroke: none; forced-color-adjust: auto; }
  .icon .mark { fill: none; stroke: var(--_surface); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
  .icon .outline { fill: none; stroke: currentColor; stroke-width: 2; }
  .icon .mark-plain { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
  .icon-pass { color: var(--_pass); }
  .icon-warn { color: var(--_warn); }
  .icon-fail { color: var(--_fail); }
  .icon-unknown { color: var(--_unknown); }
  .icon-none { color: var(--_muted); }
  @media (forced-colors: active) {
    .icon .mark { stroke: Canvas; }
  }
`;

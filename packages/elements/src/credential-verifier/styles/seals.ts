import { css } from 'lit';

export const seals = css`
  .seal { display: grid; gap: 8px; padding: 10px 12px; background: var(--_raised); border-radius: calc(var(--_radius) * 0.6); }
  .seal .icon .mark { stroke: var(--_raised); }
  .seal-name { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; font-weight: 650; }
  .seal-name .icon { inline-size: 20px; block-size: 20px; }
  .seals .fact { row-gap: 0; }
  .seals .fact dt { grid-row: 1 / span 60; }
  .seals dd + dd { margin-block-start: 4px; }
  .seals dd { white-space: normal; }
  .seal .change { display: flex; gap: 8px; }
  .seal .change .icon { inline-size: 16px; block-size: 16px; margin-block-start: 3px; }
  .note, .caption { color: var(--_muted); font-size: 0.875rem; }
  .preview { border-block-start: 1px solid var(--_border); padding-block: 12px; display: grid; gap: 10px; justify-items: start; }
  .preview > div { display: grid; gap: 10px; inline-size: 100%; }
  .preview-page { display: grid; gap: 10px; }
  .preview-page[aria-busy="true"] canvas { opacity: 0.5; }
  canvas { inline-size: min(100%, 56rem); block-size: auto; background: #ffffff; border: 1px solid var(--_border); }
  select { inline-size: 100%; min-block-size: 44px; padding: 8px 12px; color: inherit; background: var(--_surface); border: 1px solid var(--_control-border); border-radius: calc(var(--_radius) * 0.6); font: inherit; }
  button:disabled { color: var(--_muted); border-color: var(--_border); cursor: default; text-decoration: none; }
  .page-words { border: none; }
  .page-text { white-space: pre-line; font-size: 0.9375rem; }
  @container (max-width: 30em) {
    .seal { padding: 8px 10px; }
    .seals .fact dt { grid-row: auto; }
  }
`;

import { css } from 'lit';

export const agreement = css`
  .agreement { border-block-start: 1px solid var(--_border); padding-block: 12px; display: grid; gap: 10px; }
  .agreement table { inline-size: 100%; border-collapse: collapse; font-size: 0.9375rem; }
  .agreement th, .agreement td { text-align: start; vertical-align: top; padding: 8px 12px 8px 0; border-block-start: 1px solid var(--_border); }
  .agreement th { font-weight: 600; }
  .agreement thead th { border: none; color: var(--_muted); font-size: 0.875rem; }
  .agreement li + li { margin-block-start: 4px; }
  .agreement .status, .same-bytes { display: flex; align-items: flex-start; gap: 8px; font-weight: 600; }
  .agreement .icon { inline-size: 20px; block-size: 20px; margin-block-start: 2px; }
  .status-agrees .status { color: var(--_pass); }
  .status-partly .status { color: var(--_warn); }
  .status-differs .status { color: var(--_fail); }
  .status-unclear .status { color: var(--_unknown); }
  .status-alone .status { color: var(--_muted); }
  .agreement .note { color: var(--_muted); font-size: 0.875rem; }
  .form-name { display: none; }
  @container (max-width: 38em) {
    .agreement table, .agreement tbody, .agreement tr, .agreement tbody th, .agreement td { display: block; inline-size: auto; }
    .agreement thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .agreement tr { border-block-start: 1px solid var(--_border); padding-block: 8px; display: grid; gap: 6px; }
    .agreement th, .agreement td { border: none; padding: 0; }
    .form-name { display: block; color: var(--_muted); font-size: 0.8125rem; }
  }
`;

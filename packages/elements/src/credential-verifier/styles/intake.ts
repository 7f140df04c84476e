import { css } from 'lit';

export const intake = css`
  .frame { background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius); padding: calc(var(--_space) * 1.25); }
  .title { font-size: 1.25rem; font-weight: 650; line-height: 1.3; margin-block-end: var(--_space); }
  .intake { position: relative; display: grid; gap: var(--_space); }
  .field { display: grid; gap: 6px; min-inline-size: 0; }
  label { font-weight: 600; }
  textarea, input[type="email"] {
    inline-size: 100%; padding: 10px 12px; color: inherit; background: var(--_surface); border: 1px solid var(--_control-border); border-radius: calc(var(--_radius) * 0.6); font: inherit;
  }
  textarea { font-family: var(--_mono); font-size: 0.875rem; resize: vertical; min-block-size: 6.5em; }
  .hint { color: var(--_muted); font-size: 0.875rem; }
  .problem { color: var(--_fail); font-weight: 600; }
  .problem:empty { display: none; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
  .drop-hint { flex: 1 1 auto; }
  @media (hover: none) { .drop-hint { display: none; } }
  button {
    font: inherit; font-weight: 600; min-block-size: 44px; padding: 8px 18px; border-radius: calc(var(--_radius) * 0.6); cursor: pointer;
    color: var(--_accent); background: var(--_surface); border: 1px solid var(--_accent);
  }
  button.primary { color: var(--_on-accent); background: var(--_accent); }
  button:hover { text-decoration: underline; text-underline-offset: 3px; }
  .intake.over { outline: 3px dashed var(--_accent); outline-offset: 6px; border-radius: calc(var(--_radius) * 0.6); }
  .over-hint { position: absolute; inset: 0; display: grid; place-items: center; font-size: 1.25rem; font-weight: 650; background: var(--_surface); color: var(--_accent); pointer-events: none; }

  @container (max-width: 30em) {
    .frame { padding: calc(var(--_space) * 0.75); }
    .actions button { flex: 1 1 100%; }
    .drop-hint { flex-basis: 100%; text-align: center; }
  }
`;

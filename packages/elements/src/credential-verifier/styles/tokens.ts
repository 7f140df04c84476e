import { css } from 'lit';

/**
 * Custom properties `--credlens-*` are the element's public face: a page sets them, the element never does, so every one has its default here under a private name.
 * Light and dark follow the page's own `color-scheme`.
 */
export const tokens = css`
  :host {
    --_text: var(--credlens-text-color, light-dark(#1b2230, #e9edf4));
    --_muted: var(--credlens-muted-color, light-dark(#525d6e, #a9b4c4));
    --_surface: var(--credlens-surface-color, light-dark(#ffffff, #171c25));
    --_border: var(--credlens-border-color, light-dark(#cdd4de, #3a4454));
    --_control-border: var(--credlens-control-border-color, light-dark(#78849a, #8290a6));
    --_accent: var(--credlens-accent-color, light-dark(#1f4fd1, #9db8ff));
    --_on-accent: var(--credlens-on-accent-color, light-dark(#ffffff, #0d1524));
    --_fail: var(--credlens-fail-color, light-dark(#b3261e, #ff9a90));
    --_radius: var(--credlens-radius, 12px);
    --_space: var(--credlens-space, 16px);
    --_font: var(--credlens-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
    --_mono: var(--credlens-mono-font, ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace);

    display: block;
    container-type: inline-size;
    color: var(--_text);
    font: 400 1rem/1.5 var(--_font);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  *, ::before, ::after { box-sizing: border-box; }
  p { margin: 0; padding: 0; }
  [hidden] { display: none !important; }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  @media (forced-colors: active) {
    :focus-visible { outline-color: Highlight; }
  }
`;

import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Every outcome and verdict has a shape of its own, so that colour never carries the meaning alone. */
export type IconName = 'pass' | 'warn' | 'fail' | 'unknown' | 'none';

const SHAPES: Record<IconName, SVGTemplateResult> = {
  pass: svg`<circle cx="12" cy="12" r="10" /><path class="mark" d="m7 12.5 3.4 3.4L17.2 9" />`,
  warn: svg`<path d="M12 2.6 22.6 21H1.4Z" /><path class="mark" d="M12 9v5.2m0 3v.1" />`,
  fail: svg`<path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z" /><path class="mark" d="m8.5 8.5 7 7m0-7-7 7" />`,
  unknown: svg`<rect x="2.5" y="2.5" width="19" height="19" rx="4" /><path class="mark" d="M9.2 9.3a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1-1.5 2m0 3v.1" />`,
  none: svg`<circle class="outline" cx="12" cy="12" r="9" /><path class="mark-plain" d="M8 12h8" />`,
};

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon icon-${name}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

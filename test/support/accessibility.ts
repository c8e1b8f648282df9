import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds that keeps people out, and where: `color-contrast: .hint`. Shadow roots included. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Texts with a contrast under 7 : 1, or 4.5 : 1 if large (WCAG 2.2, 1.4.6). */
export async function faintTexts(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const rules = '{ runOnly: ["color-contrast-enhanced"], rules: { "color-contrast-enhanced": { enabled: true } } }';
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${rules})`);
  return violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')));
}

/** By how many pixels a page is wider than its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Visible controls that are smaller than a finger: 44 by 44 CSS pixels (WCAG 2.2, 2.5.5). Links in a text are no buttons. */
export function smallTargets(page: Page, selector: string, least = 44): Promise<string[]> {
  return page.locator(selector).evaluateAll(
    (elements, px) =>
      elements
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return { name: element.outerHTML.slice(0, 80), width, height };
        })
        .filter(({ width, height }) => width > 0 && (width < px || height < px))
        .map(({ name, width, height }) => `${Math.round(width)}×${Math.round(height)}: ${name}`),
    least,
  );
}

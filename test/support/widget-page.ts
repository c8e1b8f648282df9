import type { Locator, Page } from 'playwright-core';

/** The widget on a page, as a guest meets it. */
export class WidgetPage {
  readonly button: Locator;
  readonly panel: Locator;
  readonly box: Locator;
  /** What was said, the oldest first. */
  readonly messages: Locator;
  /** The line under them: why something does not work. */
  readonly line: Locator;

  constructor(readonly page: Page) {
    const widget = page.locator('smeta-widget');
    this.button = widget.getByRole('button', { name: /^(Открыть чат|Open chat)/ });
    this.panel = widget.getByRole('dialog');
    this.box = this.panel.getByRole('textbox', { name: /^(Ваше сообщение|Your message)$/ });
    this.messages = this.panel.getByRole('log').locator('p[dir]');
    this.line = this.panel.getByRole('status');
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.panel.waitFor();
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Resolves when a message with this text is there. */
  async reads(text: string): Promise<void> {
    await this.messages.filter({ hasText: text }).first().waitFor({ state: 'attached' });
  }

  texts(): Promise<string[]> {
    return this.messages.allTextContents();
  }
}

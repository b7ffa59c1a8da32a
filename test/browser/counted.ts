/** Counts what a person does beside typing, and how many screens they see. */
import type { Page } from '@playwright/test';

/** Counts pages that are loaded, and what is done by hand with it. */
export class Counted {
  readonly page: Page;
  screens = 0;
  actions = 0;
  constructor(page: Page) {
    this.page = page;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && !frame.url().includes('#')) this.screens++;
    });
  }
  async press(name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
    this.actions++;
    await this.page
      .getByRole(role, { name, exact: typeof name === 'string' })
      .first()
      .click();
  }
  async key(key: string): Promise<void> {
    this.actions++;
    await this.page.keyboard.press(key);
  }
  async check(label: string | RegExp): Promise<void> {
    this.actions++;
    await this.page.getByLabel(label).first().check();
  }
  async choose(name: string): Promise<void> {
    this.actions++;
    await this.page.getByRole('radio', { name, exact: true }).check();
  }
}

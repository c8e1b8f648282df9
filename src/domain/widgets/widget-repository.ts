import type { Page } from '../shared/page.ts';
import type { Assistant } from './assistant.ts';
import type { NewWidget, Widget, WidgetId } from './widget.ts';

/** Whom guests can write to. */
export interface AssistantRepository {
  add(assistant: Omit<Assistant, 'id'>): Promise<Assistant>;
  /** By descending id. */
  list(page: Page): Promise<Assistant[]>;
}
export const AssistantRepository = Symbol('AssistantRepository');

/** Widgets in and out. A live one is one whose token was not revoked. */
export interface WidgetRepository {
  /** @throws {AssistantNotFound} */
  add(widget: NewWidget): Promise<Widget>;
  /** @throws {WidgetNotFound} unless it is live. */
  allow(id: WidgetId, domains: readonly string[]): Promise<Widget>;
  /** @throws {WidgetNotFound} unless it is live. */
  revoke(id: WidgetId, at: Date): Promise<void>;
}
export const WidgetRepository = Symbol('WidgetRepository');

export interface WidgetReader {
  /** Live ones, by descending id. */
  list(page: Page): Promise<Widget[]>;
  /** @throws {WidgetNotFound} unless it is live. */
  find(id: WidgetId): Promise<Widget>;
  /** Live or revoked; null when we never gave such a token. */
  findByToken(token: string): Promise<Widget | null>;
  /** The live one with the smallest id; null where there is none. */
  oldest(): Promise<Widget | null>;
  /** Where the live widgets of an assistant may stand, together. */
  domainsOf(assistantId: number): Promise<string[]>;
}
export const WidgetReader = Symbol('WidgetReader');

import { z } from 'zod';
import { Domains } from './host-wire.ts';
import { listOf } from './list-wire.ts';
import { Id, Name, text } from './text-wire.ts';
import { Time } from './value-wire.ts';

export const NewAssistantBody = z.strictObject({ name: Name });

export const AssistantWire = z.object({ id: Id, name: z.string(), created_at: Time });
export type AssistantWire = z.infer<typeof AssistantWire>;
export const AssistantListWire = listOf(AssistantWire);

export const NewWidgetBody = z.strictObject({ assistant_id: Id, allowed_domains: Domains.optional() });
export const WidgetChangeBody = z.strictObject({ allowed_domains: Domains.optional() });

export const WidgetWire = z.object({
  id: Id,
  assistant_id: Id,
  token: z.string().meta({ description: 'For the `data-token` of the page: no secret' }),
  allowed_domains: z.array(z.string()).meta({ description: 'Where it may stand; none: nowhere' }),
  created_at: Time,
});
export type WidgetWire = z.infer<typeof WidgetWire>;
export const WidgetListWire = listOf(WidgetWire);

/** `domain` is `location.host`: empty in a page from a file. */
export const WidgetTokenBody = z.strictObject({ token: text(200), domain: z.string().max(300) });

export const ValidWidgetWire = z.object({ valid: z.literal(true), assistant_id: Id });
export type ValidWidgetWire = z.infer<typeof ValidWidgetWire>;

/** What the demo page of the widget is to show. */
export interface WidgetDemo {
  readonly lang: 'ru' | 'en';
  /** `shown` with a token; `missing`: there is no widget yet; `ask`: the visitor must name one. */
  readonly state: 'shown' | 'missing' | 'ask';
  readonly token: string;
  /** Of this server, as the visitor wrote it: `http://localhost:8000`. */
  readonly origin: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Fills in the page. All values are somebody's words: none of them becomes markup. */
export function widgetDemoPage(template: string, { lang, state, token, origin }: WidgetDemo): string {
  const values: Readonly<Record<string, string>> = {
    lang,
    origin: escaped(origin),
    token: escaped(token),
    same: escaped(token && `&token=${encodeURIComponent(token)}`),
    widget: token && `<script src="/widget.js" data-token="${escaped(token)}" data-lang="${lang}" defer></script>`,
  };
  return template
    .replace(/<html [^>]*>/, `<html lang="${lang}" data-state="${state}">`)
    .replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? '');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

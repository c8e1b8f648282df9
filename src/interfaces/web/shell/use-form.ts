import { type FormEvent, useEffect } from 'react';
import { useLanguage } from './language.tsx';
import { refusedFields } from './refused-fields.ts';
import { useFocus } from './use-focus.ts';

interface Form {
  /** What would be sent now. */
  readonly body: object;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
}

/** What of a form waits for whoever was refused: the first field at fault, or else another try. */
const NEXT = ['[aria-invalid=true]', '[type=submit]'];

/** A form that has the focus when it opens, saves once at a time, and leads to the first field that was refused. */
export function useForm({ body, saving: { isPending, error }, onSave }: Form) {
  const { language } = useLanguage();
  const ref = useFocus<HTMLFormElement>();
  useEffect(() => {
    if (!error) return;
    const next = NEXT.map((selector) => ref.current?.querySelector<HTMLElement>(selector)).find(Boolean);
    next?.focus({ preventScroll: next.matches('[type=submit]') }); // what was said is in view already
  }, [error, ref]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isPending) onSave();
  }
  return { form: { ref, tabIndex: -1, onSubmit }, refused: refusedFields(error, body, language) };
}

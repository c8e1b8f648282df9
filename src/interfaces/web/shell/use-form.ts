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

/** A form that has the focus when it opens, saves once at a time, and leads to the first field that was refused, or to another try. */
export function useForm({ body, saving: { isPending, error }, onSave }: Form) {
  const { language } = useLanguage();
  const ref = useFocus<HTMLFormElement>();
  useEffect(() => {
    const found = (selector: string) => ref.current?.querySelector<HTMLElement>(selector);
    const field = found('[aria-invalid=true]');
    if (field) field.focus();
    else if (error) found('[type=submit]')?.focus({ preventScroll: true }); // what was said is in view
  }, [error, ref]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isPending) onSave();
  }
  return { form: { ref, tabIndex: -1, onSubmit }, refused: refusedFields(error, body, language) };
}

import { Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonChange, PersonWire } from '../../wire/user-wire.ts';
import { FormCard } from '../shell/form-card.tsx';
import { useLanguage } from '../shell/language.tsx';
import { useForm } from '../shell/use-form.ts';
import type { PersonDraft } from './person-draft.ts';

/** What there is a field for, by its path in what is sent. */
const FIELDS = /^(name|email|role|password)$/;
const ROLES = ['foreman', 'manager', 'admin'] as const satisfies PersonWire['role'][];
/** As the server takes them. */
const LIMITS = { name: 200, email: 320, password: { minLength: 8, maxLength: 1_024 } } as const;

interface Props {
  readonly title: string;
  readonly draft: PersonDraft;
  /** What would be sent. */
  readonly body: PersonChange;
  readonly isNew: boolean;
  readonly onChange: (draft: PersonDraft) => void;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What can be done besides. */
  readonly children?: ReactNode;
}

/** Who somebody is, and what he may do. */
export function PersonForm({ title, draft, body, isNew, onChange, saving, onSave, onClose, children }: Props) {
  const { words } = useLanguage();
  const { form, refused } = useForm({ body, saving, onSave });
  const field = (name: 'name' | 'email' | 'password') => ({
    error: refused(name),
    value: draft[name],
    autoComplete: 'off', // the browser knows this person, and thinks that it knows that one
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: currentTarget.value }),
  });
  return (
    <FormCard title={title} form={form} saving={saving} atFields={FIELDS} onClose={onClose}>
      <TextInput
        {...field('name')}
        label={words.personName}
        required
        maxLength={LIMITS.name}
        pattern={String.raw`.*\S.*`}
        title={words.notBlank}
      />
      <TextInput {...field('email')} label={words.email} type="email" required maxLength={LIMITS.email} />
      <NativeSelect
        label={words.role}
        error={refused('role')}
        value={draft.role}
        onChange={({ currentTarget }) => onChange({ ...draft, role: currentTarget.value as PersonWire['role'] })}
        data={ROLES.map((role) => ({ value: role, label: words[role] }))}
      />
      <PasswordInput
        {...field('password')}
        {...LIMITS.password}
        label={isNew ? words.password : words.newPassword}
        description={isNew ? words.tellPassword : words.passwordStays}
        autoComplete="new-password"
        required={isNew}
      />
      {!isNew && (
        <Checkbox
          label={words.mayEnter}
          checked={draft.active}
          onChange={({ currentTarget }) => onChange({ ...draft, active: currentTarget.checked })}
        />
      )}
      {children}
    </FormCard>
  );
}

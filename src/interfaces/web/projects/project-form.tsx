import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ForemanWire } from '../../wire/user-wire.ts';
import { FormCard } from '../shell/form-card.tsx';
import { useLanguage } from '../shell/language.tsx';
import { useForm } from '../shell/use-form.ts';
import { ForemanChoice } from './foreman-choice.tsx';
import type { ProjectBody, ProjectsApi } from './projects-api.ts';

/** What there is a field for, by its path in what is sent. */
const FIELDS = /^(name|address|foreman_ids)\b/;

interface Props {
  readonly api: ProjectsApi;
  readonly title: string;
  /** Who is assigned already. */
  readonly assigned?: readonly ForemanWire[];
  readonly draft: ProjectBody;
  readonly onChange: (draft: ProjectBody) => void;
  readonly saving: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What there is to say before the buttons. */
  readonly children?: ReactNode;
}

/** What a project is called, where it is, and who works there. */
export function ProjectForm({ api, title, assigned = [], draft, onChange, saving, onSave, onClose, children }: Props) {
  const { words } = useLanguage();
  const { form, refused } = useForm({ body: draft, saving, onSave });

  const text = (name: 'name' | 'address', label: string, maxLength: number, required = false) => (
    <TextInput
      label={label}
      error={refused(name)}
      required={required}
      maxLength={maxLength}
      {...(required ? { pattern: String.raw`.*\S.*`, title: words.notBlank } : {})}
      value={draft[name]}
      onChange={({ currentTarget }) => onChange({ ...draft, [name]: currentTarget.value })}
    />
  );
  return (
    <FormCard title={title} form={form} saving={saving} atFields={FIELDS} onClose={onClose}>
      {text('name', words.projectName, 200, true)}
      {text('address', words.projectAddress, 500)}
      <ForemanChoice
        api={api}
        assigned={assigned}
        chosen={draft.foreman_ids}
        refused={refused('foreman_ids')}
        onChange={(foreman_ids) => onChange({ ...draft, foreman_ids })}
      />
      {children}
    </FormCard>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../live/session.ts';
import { useLanguage } from '../shell/language.tsx';
import { noTries } from '../shell/make-once.ts';
import { useMaking } from '../shell/use-making.ts';
import { ProjectForm } from './project-form.tsx';
import type { ProjectBody, ProjectsApi } from './projects-api.ts';

export function NewProject({ api, onClose }: { readonly api: ProjectsApi; readonly onClose: () => void }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ProjectBody>({ name: '', address: '', foreman_ids: [] });
  const [tries, setTries] = useState(noTries<ProjectBody>);
  const saving = useMaking({
    tries,
    onTry: setTries,
    body: draft,
    maker: {
      create: (body, key) => api.create(body, key),
      change: ({ id, version }, body) => api.change(id, body, version, newKey()),
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['projects'] }),
    onDone: onClose,
  });
  return (
    <ProjectForm
      api={api}
      title={words.newProject}
      draft={draft}
      onChange={setDraft}
      saving={saving}
      onSave={() => saving.mutate()}
      onClose={onClose}
    />
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectWire } from '../../wire/project-wire.ts';
import { newKey } from '../live/session.ts';
import { InHand } from '../shell/in-hand.tsx';
import { useLanguage } from '../shell/language.tsx';
import { useSaveOver } from '../shell/use-save-over.ts';
import { ProjectForm } from './project-form.tsx';
import { ProjectVersions } from './project-versions.tsx';
import { bodyOf, type ProjectBody, type ProjectsApi } from './projects-api.ts';

interface Props {
  readonly api: ProjectsApi;
  readonly id: number;
  readonly onClose: () => void;
}

export function EditProject(props: Props) {
  const { words } = useLanguage();
  return (
    <InHand what={['project', props.id]} fetch={() => props.api.one(props.id)} gone={words.projectGone}>
      {(fetched) => <Editing {...props} fetched={fetched} />}
    </InHand>
  );
}

function Editing({ api, id, onClose, fetched }: Props & { readonly fetched: ProjectWire }) {
  const queries = useQueryClient();
  const [base, setBase] = useState(fetched);
  const [draft, setDraft] = useState(() => bodyOf(fetched));
  const [key, setKey] = useState(newKey);
  const { theirs, saveOver, saving, takeTheirs } = useSaveOver<ProjectWire>({
    save: ({ version }) => api.change(id, draft, version, key),
    present: () => api.one(id),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['projects'] }),
    onDone: onClose,
  });

  function write(next: ProjectBody) {
    setDraft(next);
    setKey(newKey()); // one for all tries to save the same
  }

  function take(present: ProjectWire) {
    setBase(present);
    write(bodyOf(present));
    takeTheirs();
  }

  const assigned = [...base.foremen, ...(theirs?.foremen ?? [])];
  return (
    <ProjectForm
      api={api}
      title={base.name}
      assigned={assigned}
      draft={draft}
      onChange={write}
      saving={saving}
      onSave={() => saveOver(base)}
      onClose={onClose}
    >
      {theirs && (
        <ProjectVersions
          api={api}
          assigned={assigned}
          mine={draft}
          theirs={theirs}
          onMine={() => saveOver(theirs)}
          onTheirs={() => take(theirs)}
        />
      )}
    </ProjectForm>
  );
}

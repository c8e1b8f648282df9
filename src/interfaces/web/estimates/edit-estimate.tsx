import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserWire } from '../../wire/auth-wire.ts';
import type { EstimateWire } from '../../wire/estimate-wire.ts';
import { newKey } from '../live/session.ts';
import type { ProjectsApi } from '../projects/projects-api.ts';
import { InHand } from '../shell/in-hand.tsx';
import { useLanguage } from '../shell/language.tsx';
import { useKept } from '../shell/use-kept.ts';
import { useSaveOver } from '../shell/use-save-over.ts';
import { BothVersions } from './both-versions.tsx';
import { bodyOf, type Draft, draftOf } from './draft.ts';
import { EstimateForm } from './estimate-form.tsx';
import type { EstimatesApi } from './estimates-api.ts';

interface Props {
  readonly api: EstimatesApi;
  readonly projects: ProjectsApi;
  readonly user: UserWire;
  readonly id: number;
  readonly onClose: () => void;
}

export function EditEstimate(props: Props) {
  const { words } = useLanguage();
  return (
    <InHand what={['estimate', props.id]} fetch={() => props.api.one(props.id)} gone={words.gone}>
      {(fetched) => <Editing {...props} fetched={fetched} />}
    </InHand>
  );
}

interface Written {
  /** What it was when it was taken in hand. */
  readonly base: EstimateWire;
  readonly draft: Draft;
  /** One for all tries to save the same. */
  readonly key: string;
}

function begunWith(base: EstimateWire): Written {
  return { base, draft: draftOf(base), key: newKey() };
}

function Editing({ api, projects, user, id, onClose, fetched }: Props & { readonly fetched: EstimateWire }) {
  const queries = useQueryClient();
  const { value, keep, drop } = useKept(user.id, `estimate-${id}`, () => begunWith(fetched));
  const { base, draft, key } = value;
  const { data: choice = [] } = useQuery({ queryKey: ['projects', 'choice'], queryFn: () => projects.all() });
  const { theirs, saveOver, saving, takeTheirs } = useSaveOver<EstimateWire>({
    save: ({ version }) => api.change(id, bodyOf(draft), version, key),
    present: () => api.one(id),
    onSuccess: () => {
      drop();
      void queries.invalidateQueries({ queryKey: ['estimates'] });
    },
    onDone: onClose,
  });

  function close() {
    drop();
    onClose();
  }

  function take(present: EstimateWire) {
    keep(begunWith(present));
    takeTheirs();
  }

  const own = { id: base.project_id, name: base.project_name };
  const all = [own, ...choice.filter((project) => project.id !== own.id)];
  return (
    <EstimateForm
      projects={all}
      draft={draft}
      onChange={(next) => keep({ base, draft: next, key: newKey() })}
      saving={saving}
      onSave={() => saveOver(base)}
      onClose={close}
    >
      {theirs && (
        <BothVersions
          mine={draft}
          project={all.find((project) => project.id === draft.project_id)?.name ?? ''}
          theirs={theirs}
          onMine={() => saveOver(theirs)}
          onTheirs={() => take(theirs)}
        />
      )}
    </EstimateForm>
  );
}

import { inject, injectable } from 'tsyringe';
import { UserReader } from '../domain/people/people-repository.ts';
import type { User } from '../domain/people/user.ts';
import { Decimal } from '../domain/shared/decimal.ts';
import { OpenGuestDialog } from '../usecases/dialogs/open-guest-dialog.ts';
import { PostGuestMessage } from '../usecases/dialogs/post-guest-message.ts';
import { PostOperatorMessage } from '../usecases/dialogs/post-operator-message.ts';
import { ApproveEstimate } from '../usecases/estimates/approve-estimate.ts';
import { CreateEstimate } from '../usecases/estimates/create-estimate.ts';
import { RejectEstimate } from '../usecases/estimates/reject-estimate.ts';
import { SubmitEstimate } from '../usecases/estimates/submit-estimate.ts';
import { AddUser } from '../usecases/people/add-user.ts';
import { UnitOfWork } from '../usecases/ports/unit-of-work.ts';
import { CreateProject } from '../usecases/projects/create-project.ts';
import { AddAssistant } from '../usecases/widgets/add-assistant.ts';
import { AddWidget } from '../usecases/widgets/add-widget.ts';
import { PASSWORD, PEOPLE, type Person, PROJECTS, SITE } from './sample-data.ts';

type Staff = Record<Person, User>;
type Move = () => Promise<unknown>;

/**
 * Fills an empty database with people, projects, estimates and a site with a chat: all of it or, when something fails,
 * nothing. Then its estimates are handed on.
 */
@injectable()
export class SeedDemo {
  constructor(
    @inject(UserReader) private readonly users: UserReader,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(AddUser) private readonly addUser: AddUser,
    @inject(CreateProject) private readonly createProject: CreateProject,
    @inject(CreateEstimate) private readonly createEstimate: CreateEstimate,
    @inject(SubmitEstimate) private readonly submit: SubmitEstimate,
    @inject(ApproveEstimate) private readonly approve: ApproveEstimate,
    @inject(RejectEstimate) private readonly reject: RejectEstimate,
    @inject(AddAssistant) private readonly addAssistant: AddAssistant,
    @inject(AddWidget) private readonly addWidget: AddWidget,
    @inject(OpenGuestDialog) private readonly openDialog: OpenGuestDialog,
    @inject(PostGuestMessage) private readonly ask: PostGuestMessage,
    @inject(PostOperatorMessage) private readonly answer: PostOperatorMessage,
  ) {}

  async execute(): Promise<void> {
    if (!(await this.users.isEmpty())) return;
    const moves = await this.work.run(null, async () => {
      const staff = await this.hire();
      const all: Move[] = [];
      for (const project of PROJECTS) all.push(...(await this.build(project, staff)));
      await this.openSite(staff);
      return all;
    });
    for (const move of moves) await move(); // each by itself, as in life: so it stands in the history
  }

  private async hire(): Promise<Staff> {
    const staff: Partial<Staff> = {};
    for (const [key, person] of Object.entries(PEOPLE)) {
      staff[key as Person] = await this.addUser.execute({ ...person, password: PASSWORD }, null);
    }
    return staff as Staff; // PEOPLE has all of them
  }

  /** @returns what is to happen to its estimates then. */
  private async build(sample: (typeof PROJECTS)[number], staff: Staff): Promise<Move[]> {
    const { name, address, foremen } = sample;
    const foremanIds = foremen.map((person) => staff[person].id);
    const { id: projectId } = await this.createProject.execute({ name, address, foremanIds }, staff.manager);
    const moves: Move[] = [];
    for (const { by, comment, items, outcome } of sample.estimates) {
      const foreman = staff[by];
      const wanted = { projectId, foremanId: foreman.id, number: null, comment, items: items.map(toItem) };
      const { id } = await this.createEstimate.execute(wanted, foreman);
      if (outcome) moves.push(() => this.submit.execute(id, null, foreman));
      if (outcome === 'approve') moves.push(() => this.approve.execute(id, null, staff.manager));
      if (typeof outcome === 'object') moves.push(() => this.reject.execute(id, outcome.reject, null, staff.manager));
    }
    return moves;
  }

  /** On localhost a widget needs no list of sites, in development. */
  private async openSite({ admin, manager }: Staff): Promise<void> {
    const { id: assistantId } = await this.addAssistant.execute(SITE.assistant);
    await this.addWidget.execute(assistantId, [], admin.id);
    const guest = { assistantId, guestId: SITE.guestId };
    const { dialog } = (await this.openDialog.execute(guest)).value;
    await this.ask.execute(dialog.id, guest, { text: SITE.question, key: null });
    await this.answer.execute(dialog.id, SITE.answer, manager);
  }
}

function toItem([name, unit, quantity, price]: (typeof PROJECTS)[number]['estimates'][number]['items'][number]) {
  return { name, unit, quantity: Decimal.parse(quantity), unitPrice: Decimal.parse(price) };
}

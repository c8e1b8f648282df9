import { inject, injectable } from 'tsyringe';
import type { Assistant } from '../../domain/widgets/assistant.ts';
import { AssistantRepository } from '../../domain/widgets/widget-repository.ts';
import { Clock } from '../ports/clock.ts';

/** Gives guests somebody to write to. */
@injectable()
export class AddAssistant {
  constructor(
    @inject(AssistantRepository) private readonly assistants: AssistantRepository,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  execute(name: string): Promise<Assistant> {
    return this.assistants.add({ name, createdAt: this.clock.now() });
  }
}

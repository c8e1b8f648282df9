import { inject, injectable } from 'tsyringe';
import type { Page } from '../../domain/shared/page.ts';
import type { Assistant } from '../../domain/widgets/assistant.ts';
import { AssistantRepository } from '../../domain/widgets/widget-repository.ts';

@injectable()
export class ListAssistants {
  constructor(@inject(AssistantRepository) private readonly assistants: AssistantRepository) {}

  /** By descending id. */
  execute(page: Page): Promise<Assistant[]> {
    return this.assistants.list(page);
  }
}

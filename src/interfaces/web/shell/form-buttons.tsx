import { Button, Group } from '@mantine/core';
import { useLanguage } from './language.tsx';

/** How a form ends: nothing of it, or all. */
export function FormButtons({ isSaving, onClose }: { readonly isSaving: boolean; readonly onClose: () => void }) {
  const { words } = useLanguage();
  return (
    <Group grow>
      <Button variant="default" onClick={onClose}>
        {words.cancel}
      </Button>
      <Button type="submit" loading={isSaving}>
        {words.save}
      </Button>
    </Group>
  );
}

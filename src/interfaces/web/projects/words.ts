import { inBoth } from '../shell/in-both.ts';

export const PROJECT_WORDS = inBoth({
  ru: {
    projects: 'Объекты',
    newProject: 'Новый объект',
    projectName: 'Название',
    projectAddress: 'Адрес',
    projectForemen: 'Прорабы',
    noForemenYet: 'Прорабов пока нет. Администратор добавляет людей.',
    nobodyAssigned: 'Никто не назначен',
    noProjectsForOffice: 'Объектов пока нет. Добавьте первый: нажмите «Новый объект».',
    projectGone: 'Этого объекта больше нет, или он вам больше не виден.',
    projectChangedMeanwhile: 'Пока вы писали, объект изменили. Какая версия останется?',
    projectKeepMine: 'Сохранить мою версию',
    projectTakeTheirs: 'Взять версию с сервера',
  },
  en: {
    projects: 'Projects',
    newProject: 'New project',
    projectName: 'Name',
    projectAddress: 'Address',
    projectForemen: 'Foremen',
    noForemenYet: 'There are no foremen yet. An admin adds people.',
    nobodyAssigned: 'Nobody is assigned',
    noProjectsForOffice: 'No projects yet. Add the first: press “New project”.',
    projectGone: 'This project is gone, or no longer yours to see.',
    projectChangedMeanwhile: 'While you were writing, somebody changed the project. Which version is to stay?',
    projectKeepMine: 'Save my version',
    projectTakeTheirs: 'Take the version of the server',
  },
});

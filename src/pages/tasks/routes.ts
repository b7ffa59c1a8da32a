/** The pages of tasks and promises. */
import type { Page } from '../shell/page.ts';
import { taskAnswers, taskEnding, taskLink, taskLinkEnd } from './acts.ts';
import { editTask } from './edit.tsx';
import { tasksFromTemplate } from './from-template.tsx';
import { taskGiving, taskList } from './list.tsx';
import { taskLoad } from './load.tsx';
import { newTask } from './new.tsx';
import { showTask } from './show.tsx';

import { editTemplate, newTemplate, templateList, templateRemoval } from './templates.tsx';

export const taskPages: Page[] = [
  taskList,
  taskLoad,
  taskGiving,
  newTask,
  tasksFromTemplate,
  templateList,
  newTemplate,
  editTemplate,
  templateRemoval,
  showTask,
  editTask,
  taskEnding,
  taskLink,
  taskLinkEnd,
  taskAnswers,
];

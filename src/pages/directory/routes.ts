/** The pages of organizations' people, services and places, and of the kinds of partner. */
import type { Page } from '../shell/page.ts';
import { editContact } from './contacts/edit.tsx';
import { newContact } from './contacts/new.tsx';
import { contactRemoval } from './contacts/removal.ts';
import { standIns } from './contacts/stand-ins.tsx';
import { bouncedWorks } from './email-address.tsx';
import { editLocation } from './locations/edit.tsx';
import { newLocation } from './locations/new.tsx';
import { locationRemoval } from './locations/removal.ts';
import { editPerson } from './people/edit.tsx';
import { people } from './people/list.tsx';
import { showPerson } from './people/show.tsx';
import { sectors } from './sectors/list.tsx';
import { editService } from './services/edit.tsx';
import { newService } from './services/new.tsx';
import { serviceRemoval } from './services/removal.ts';

export const directoryPages: Page[] = [
  bouncedWorks,
  standIns,
  sectors,
  people,
  showPerson,
  editPerson,
  newContact,
  editContact,
  contactRemoval,
  newService,
  editService,
  serviceRemoval,
  newLocation,
  editLocation,
  locationRemoval,
];

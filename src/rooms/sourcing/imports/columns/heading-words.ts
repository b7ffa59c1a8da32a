/** What words over a column mean, in English and Spanish; compared without case, accents and punctuation. */
import type { Field } from './fields.ts';

const WORDS: Partial<Record<Field, string>> = {
  name: `
    name|public name|official name|organization|organization name|organisation|agency|agency name|company|
    company name|business|business name|nonprofit|partner|partner name|group|group name|institution|club|nombre|
    organizacion|nombre de la organizacion|empresa|agencia|entidad|member name|account name|legal name|org|school|
    school name|socio|aliado`,
  alternate_name: `
    alternate name|alternate org name|trade name|alternate names|other name|other names|otros nombres|aka|
    also known as|dba|doing business as|short name|acronym|otro nombre|siglas|abbreviation`,
  description: `
    description|about|mission|what they do|summary|purpose|descripcion|mision|programs|mission statement|
    agency description|a que se dedican|que hacen`,
  website: `
    website|web site|web|url|web page|homepage|home page|site|www|website address|website url|internet|sitio web|
    pagina web|web address|website 1 value|personal web page`,
  email: `
    email|e mail|email address|e mail address|correo|correo electronico|general email|mail|email address main|
    emails|e mails|office email|email 1|work email|work e mail|correo del trabajo`,
  phone: `
    phone|telephone|phone number|tel|telephone number|main phone|office phone|business phone|telefono|work phone|
    work telephone|company main phone|phone 1|phone 2|primary phone|ph|ph number|phone no|phones|telefonos|
    telephones|telefono del trabajo|tel del trabajo|toll free|toll free phone|phone toll free|hotline|hot line|
    crisis line|crisis phone|crisis hotline|phone hotline|help line|helpline|after hours phone|phone after hours|
    intake phone|appointment phone|admin phone|administrative phone|phone business line|linea de ayuda|
    linea de crisis`,
  tty: 'tty|tdd|tty tdd|tdd tty|tty phone|phone tty|text telephone|textphone',
  text_phone: 'text|sms|text line|text number|texto|text phone',
  phone_description: 'phone description|phone name|phone purpose',
  cell_phone: 'organization mobile|company mobile|office mobile|office cell',
  fax: 'fax|fax number|business fax|phone fax|numero de fax',
  address_1: `
    address|addresses|direcciones|address 1|address line 1|street|street 1|street address|location|location address|
    direccion|calle|addr|addr 1|address 1 street|domicilio`,
  address_2: `
    address 2|addr 2|address line 2|street 2|suite|unit|apt|floor|po box|address 1 po box|
    address 1 extended address`,
  city: 'city|city name|town|municipality|ciudad|address 1 city|city town|localidad',
  state_province: 'state|province|st|state code|state province|region|estado|address 1 region|provincia',
  postal_code: `
    zip|zip code|zipcode|postal code|postcode|postal|codigo postal|cp|address 1 postal code|zip postal code|zip 4|
    zipcode 4`,
  country: 'country|country region|pais|address 1 country|country code',
  city_line: `
    city st zip|city state zip|city state zip code|city state|city st|city and state|ciudad estado y codigo postal|
    town state zip`,
  sector: `
    sector|sectors|sectores|category|type|kind|industry|field|organization type|business type|partner type|tipo|
    categoria|giro|business category|kind of organization`,
  population: `
    population|a quien sirven|a quienes sirven|a quien atienden|a quienes atienden|populations|audience|serves|
    who they serve|a quien sirven|a quienes sirven|a quien atienden|people served|target population|poblacion|
    publico|clients|population served|populations served`,
  language: `
    language|languages offered|languages they serve people in|idiomas en que atienden|idiomas en los que atienden|
    languages|idioma|idiomas|languages spoken|language s`,
  confidential: `
    confidential|confidential address|address is confidential|address confidential|is confidential|hide address|
    address hidden|private address|address is private|do not publish address|direccion confidencial|
    domicilio confidencial|la direccion es confidencial|physical address is private|mailing address is private|
    unlisted address`,
  status: 'status|agency status|record status|active|account status|estatus|org status',
  record_level: 'taxonomy level name|record level|record type|agency type level',
  parent_id:
    'parent agency num|parent agency number|parent id|parent agency|parent agency id|parent record id|parent num',
  note: `
    note|notes|comment|comments|remark|remarks|notas|nota|comentarios|observaciones|additional notes|internal notes|
    notes and comments`,
  further: `
    sheet|hours|hours of operation|office hours|open|schedule|days|horario|horarios|eligibility|who is eligible|
    requirements|requisitos|elegibilidad|fees|fee|cost|costs|costo|costos|fee structure|application|
    application process|intake|intake procedure|how to apply|como solicitar|documents|documents required|
    required documents|documentos|service area|area served|areas served|coverage|coverage area|area de servicio|
    accessibility|disabilities access|ada|transportation|bus|accesibilidad|services|services offered|servicios|
    year founded|founded|legal status|accreditation|licenses|facebook|twitter|instagram|social media|department|
    departamento`,
  tax_id: `
    tax id ein|ein numero de identificacion del empleador|id fiscal ein|numero fiscal ein|ein|tax id|taxid|
    tax id number|fein|federal id|employer identification number|tin|ein number|federal tax id|tax number`,
  external_id: `
    id|uid|common table id|id de common table|record id|account id|account number|member id|key|identifier|
    unique id|number|num|agency num|agency number|agency id|resource agency num|provider id|org id|organization id`,
  contact_name: `
    contact|contact name|contact person|primary contact|person|full name|representative|director|executive director|
    contacto|persona de contacto|rep|liaison|president|name of contact|nombre del contacto|key contact`,
  contact_first_name: `
    first name|contact first|main contact first|primary contact first|given name|first|nombre de pila|
    contact first name|firstname|primer nombre`,
  contact_last_name: `
    last name|contact last|main contact last|primary contact last|family name|surname|last|apellido|apellidos|
    contact last name|lastname`,
  contact_title: `
    title|job title|position|role|role or title|contact title|cargo|puesto|funcion|funcion o cargo|
    organization title|organization 1 title|occupation`,
  contact_email: `
    contact email|contact e mail|primary contact email|director email|correo del contacto|email of contact|
    rep email`,
  contact_home_email: `
    home email|home e mail|personal email|personal e mail|private email|email personal|correo personal|
    correo particular|correo de casa|e mail personal`,
  contact_other_email: 'other e mails|other emails|otros correos',
  contact_cell_phone: `
    mobile|mobile phone|mobile number|cell|cell phone|cellphone|cell number|celular|telefono celular|movil|
    telefono movil`,
  contact_home_phone: `
    home phone|home telephone|home number|home tel|residence phone|personal phone|telefono de casa|
    telefono particular|telefono personal`,
  contact_other_phone: 'other phone|other phones|otro telefono|otros telefonos',
  contact_home_address_1: `
    home address|home street|home address 1|home address line 1|residence|residential address|personal address|
    domicilio particular|direccion particular|direccion de casa|direccion personal|calle de casa`,
  contact_home_address_2: 'home address 2|home address line 2|home street 2|casa linea 2',
  contact_home_city: 'home city|ciudad de casa',
  contact_home_state_province: 'home state|home province|estado de casa',
  contact_home_postal_code: 'home zip|home zip code|home postal code|codigo postal de casa',
  contact_home_country: 'home country|home country region|pais de casa',
  contact_other_address_1: 'other street|other address',
  contact_other_city: 'other city',
  contact_other_state_province: 'other state',
  contact_other_postal_code: 'other postal code',
  contact_other_country: 'other country region',
  contact_starts_on: 'in this role since|en esta funcion desde',
  contact_ends_on: 'until|hasta',
  contact_may_be_published: 'may be published|se puede publicar',
  contact_phone:
    'contact phone|contact telephone|direct phone|direct line|telefono del contacto|contact number|extension phone',
  latitude: 'latitude|lat|latitud|y',
  longitude: 'longitude|lon|lng|long|longitud|x',
  income: 'income|revenue|budget|annual budget|annual revenue|ingresos|presupuesto|gross receipts',
};

export const BY_WORD = new Map<string, Field>(
  (Object.keys(WORDS) as Field[]).flatMap((field) =>
    (WORDS[field] ?? '').split('|').map((word) => [word.trim(), field] as const),
  ),
);

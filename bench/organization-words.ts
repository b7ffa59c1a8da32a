/** What the names of invented organizations are made of. */
const listed = (text: string): string[] => text.trim().split(/\s+/);
const phrases = (text: string): string[] => text.split('|').map((phrase) => listed(phrase).join(' '));

export const WORDS = listed(`
  Hope Grace Liberty Harvest Cornerstone Lighthouse Bridge Summit Pioneer Heritage Sunrise Riverside Hillside Lakeside
  Maple Cedar Willow Orchard Meadow Prairie Evergreen Eagle Phoenix Beacon Compass Anchor Trinity Bethel Calvary
  Emmanuel Redeemer Unity Sunshine Rainbow Horizon`);

export const PEOPLE = listed(`
  Lincoln Jefferson Franklin Roosevelt Kennedy Garfield Madison Monroe Jackson Hamilton Edison Whitman Douglass Tubman
  Chavez Parks Marshall Keller Anthony Barton Truman Grant Sherman Adams Harding Wilson Cleveland Carver Banneker
  Wheatley`);

export const SAINTS = listed(`
  Anne Mark Mary Luke John Paul Peter James Joseph Patrick Theresa Francis Michael Vincent Stephen Andrew Catherine
  Matthew`);

export const CAUSES = phrases(`Food Pantry|Homeless Shelter|Literacy Council|Youth Orchestra|Senior Center|
  Historical Society|Garden Club|Community Theater|Arts Council|Little League|Soccer League|Free Clinic|
  Legal Aid Society|Animal Rescue|Land Trust|Housing Partnership|Family Services|Early Learning Center|
  Job Training Center|Veterans Outreach|Music Boosters|Robotics Club|Chamber of Commerce|Volunteer Fire Company|
  Recovery Center|Refugee Welcome Center|Computer Club|Quilters Guild|Farmers Market|Watershed Association`);

export const CHURCHES = phrases('Baptist|Lutheran|Methodist|Presbyterian');

export const CLUBS = phrases(`Rotary Club|Lions Club|Kiwanis Club|Friends of the Library|Habitat for Humanity|
  Meals on Wheels|Boys Club|Girls Club`);

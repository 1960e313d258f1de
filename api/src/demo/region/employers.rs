//! The employers of the Alder Valley: sixty companies in the industries such a region has.

/// A town of the valley with its postal code and its county, whose FIPS codes no county has.
pub(crate) const TOWNS: [(&str, &str, &str); 6] = [
    ("Larkspur", "98990", "53991"),
    ("Harrow Point", "98991", "53991"),
    ("Tamarack", "98992", "53991"),
    ("Cinder Falls", "98993", "53993"),
    ("Millrace", "98994", "53993"),
    ("Upper Alder", "98995", "53993"),
];

/// Employers that belong to another one: the daughter's and the parent's places in [`EMPLOYERS`], parents first.
pub(crate) const PARENTS: [(usize, usize); 6] = [(1, 0), (21, 20), (22, 20), (27, 20), (41, 38), (50, 49)];

/// Streets that every town has.
pub(crate) const STREETS: [&str; 8] = [
    "Foundry Road",
    "Orchard Way",
    "Mill Street",
    "Depot Lane",
    "Ferry Landing",
    "Quarry Road",
    "Market Street",
    "Ridge Avenue",
];

/// An employer: name, NAICS 2022 code, tags.
pub(crate) type Employer = (&'static str, &'static str, &'static [&'static str]);

const METAL: &[&str] = &["advanced manufacturing", "apprenticeship"];
const MAKERS: &[&str] = &["advanced manufacturing"];
const FOOD: &[&str] = &["food processing"];
const CARE: &[&str] = &["health care", "clinical sites"];
const CLINIC: &[&str] = &["health care"];
const TRADES: &[&str] = &["construction", "apprenticeship"];
const WHEELS: &[&str] = &["logistics"];
const CODE: &[&str] = &["information technology"];
const GUESTS: &[&str] = &["hospitality"];
const FARMS: &[&str] = &["agriculture", "seasonal"];
const SHOPS: &[&str] = &["retail"];
const POWER: &[&str] = &["energy", "apprenticeship"];
const OFFICE: &[&str] = &["business services"];

/// The first twenty make things: they meet in the manufacturing partnership.
#[rustfmt::skip]
pub(crate) const EMPLOYERS: [Employer; 60] = [
    ("Brindlewood Precision Castings",   "331513", METAL),
    ("Cinder Falls Tool and Die",        "333514", METAL),
    ("Larkspur Machine Works",           "332710", METAL),
    ("Tamarack Sheet Metal",             "332322", METAL),
    ("Harrow Point Boatbuilders",        "336612", MAKERS),
    ("Ridgeline Window and Door",        "321911", MAKERS),
    ("Quarryman Structural Steel",       "332312", METAL),
    ("Northbank Valve and Fitting",      "332919", MAKERS),
    ("Sorrel Electric Motors",           "335312", MAKERS),
    ("Copperline Wire Harness",          "336320", MAKERS),
    ("Alderwood Furniture Makers",       "337122", MAKERS),
    ("Palisade Plastics",                "326199", MAKERS),
    ("Millrace Paper Box",               "322211", MAKERS),
    ("Kestrel Composite Parts",          "336413", METAL),
    ("Glasswing Optics",                 "333310", MAKERS),
    ("Fathom Pump Company",              "333914", METAL),
    ("Thistledown Textiles",             "313210", MAKERS),
    ("Upper Alder Creamery",             "311513", FOOD),
    ("Stillwater Preserves",             "311421", FOOD),
    ("Hearthside Bakery Works",          "311812", FOOD),
    ("Alder Valley General Hospital",    "622110", CARE),
    ("Harrow Point Community Clinic",    "621498", CARE),
    ("Larkspur Family Medicine",         "621111", CLINIC),
    ("Meadowlark Senior Living",         "623312", CARE),
    ("Willow Bend Skilled Nursing",      "623110", CARE),
    ("Lantern Home Health",              "621610", CARE),
    ("Tamarack Dental Group",            "621210", CLINIC),
    ("Clearbrook Imaging",               "621512", CLINIC),
    ("Fernhollow Behavioral Health",     "621420", CLINIC),
    ("Valley Crest Pharmacy",            "456110", CLINIC),
    ("Ironwood Builders",                "236220", TRADES),
    ("Two Bridges Electric",             "238210", TRADES),
    ("Greystone Masonry",                "238140", TRADES),
    ("Fairweather Roofing",              "238160", TRADES),
    ("Plumb and Level Mechanical",       "238220", TRADES),
    ("Millrace Paving",                  "237310", TRADES),
    ("Bluestem Landscape Company",       "561730", TRADES),
    ("Longhaul Valley Freight",          "484121", WHEELS),
    ("Depot Lane Warehousing",           "493110", WHEELS),
    ("Ferry Landing Marine Transport",   "483113", WHEELS),
    ("Swiftwater Couriers",              "492110", WHEELS),
    ("Cinder Falls Cold Storage",        "493120", WHEELS),
    ("Inkwell Software",                 "513210", CODE),
    ("Parapet Network Services",         "541512", CODE),
    ("Signal Hill Data",                 "518210", CODE),
    ("Foxglove Design Studio",           "541430", CODE),
    ("Ferrier and Daughters Accounting", "541211", OFFICE),
    ("Alder Valley Credit Union",        "522130", OFFICE),
    ("Hollis Engineering",               "541330", OFFICE),
    ("The Heron Inn",                    "721110", GUESTS),
    ("Larkspur Lodge and Conference Center", "721110", GUESTS),
    ("Copper Kettle Restaurants",        "722511", GUESTS),
    ("Ridge Trail Outfitters",           "713990", GUESTS),
    ("Amberfield Orchards",              "111331", FARMS),
    ("Silt and Stone Vineyard",          "111332", FARMS),
    ("Upper Alder Timber",               "113310", FARMS),
    ("Market Street Hardware",           "444140", SHOPS),
    ("Goldfinch Grocers",                "445110", SHOPS),
    ("Alder River Public Power",         "221122", POWER),
    ("Sunshelf Solar Installation",      "238210", POWER),
];

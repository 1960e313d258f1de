//! Code lists: load, search, roll up; the published files where they are.

mod load;
mod query;
mod real;

use std::path::PathBuf;

use api::codes::ops;
use entities::code_list::CodeScheme;

use crate::support::TestApp;

const NAICS: &str = ",\n2022 NAICS Code,2022 NAICS Title\n31-33,ManufacturingT\n311,Food ManufacturingT\n3112,Grain and Oilseed Milling\n\
    332,Fabricated Metal Products\n62,Health Care and Social AssistanceT\n621,Ambulatory Health Care\n622,Hospitals\n622110,Café Hospitals\n";
const SOC: &str = "SOCGroup,SOCCode,SOCTitle,SOCDefinition\nMajor,29-0000,Health,\nMinor,29-1000,Practitioners,\n\
    Broad,29-1210,Physicians,\nDetailed,29-1211,Anesthesiologists,They put to sleep.\nDetailed,29-1221,Pediatricians,They treat children.\n\
    Broad,29-1140,Nurses,\nDetailed,29-1141,Registered Nurses,They care.\n";
const CIP: &str = "CIPCode,Action,CIPTitle,CIPDefinition\n51,No substantive changes,HEALTH.,\n51.38,No substantive changes,Nursing.,\n\
    51.3801,No substantive changes,Registered Nursing.,Care.\n51.1201,Deleted,Medicine.,\"Deleted, Report under 51.3801\"\n";
const CROSSWALK: &str = "SOC2018Code,SOC2018Title,CIP2020Code,CIP2020Title\n29-1141,Registered Nurses,51.3801,Registered Nursing.\n\
    29-1221,Pediatricians,51.3801,Registered Nursing.\n29-1221,Pediatricians,99.9999,NO MATCH\n";

fn file(t: &TestApp, name: &str, text: &str) -> PathBuf {
    let path = t.app.config.data_dir.with_file_name(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// Loads the small lists.
pub(crate) async fn load(t: &TestApp) {
    let cx = t.app.system("a test");
    for (scheme, text) in [
        (CodeScheme::Naics, NAICS),
        (CodeScheme::Soc, SOC),
        (CodeScheme::Cip, CIP),
    ] {
        let path = file(t, "list.csv", text);
        ops::import_list(&cx, scheme, &path).await.expect("a list");
    }
    let path = file(t, "crosswalk.csv", CROSSWALK);
    ops::import_crosswalk(&cx, &path).await.expect("a crosswalk");
}

//! WebAssembly without sections that only tools read, without types that nothing has (the splitting tool gives every part all of them),
//! with numbers in their shortest form (a linker leaves room in each for another one), and with short names for what it imports from its glue: wasm-bindgen's own (`__wbg_activeElement_4bc99dc1a7094c27`) stand
//! in the module and in the script, and their hashes can't be compressed.

use crate::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{Elements, ImportSection, Module, TypeSection};
use wasmparser::{CustomSectionReader, ElementItems, ImportSectionReader, Parser, TypeSectionReader};

/// The name that the glue's object of imports gets.
pub const OBJECT: &str = "g";

type Encoded<T = ()> = std::result::Result<T, Error<Infallible>>;

/// The same module without the custom sections that are named so, and without types that nothing has.
pub fn without(module: &[u8], drop: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut types = Types::default();
    encoded(module, &mut types)?;
    encoded(module, &mut Without { drop, types: types.0 })
}

/// The same module with short names for what it imports from the glue; and the short names by the long ones.
pub fn with_short_imports(module: &[u8], glue: &str) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let mut short = Short { glue, names: BTreeMap::new() };
    let module = encoded(module, &mut short)?;
    Ok((module, short.names))
}

fn encoded(module: &[u8], encoder: &mut impl Reencode<Error = Infallible>) -> Result<Vec<u8>> {
    let mut clean = Module::new();
    let read = encoder.parse_core_module(&mut clean, Parser::new(0), module);
    read.map_err(|error| format!("not a WebAssembly module: {error}"))?;
    Ok(clean.finish())
}

/// What a segment of a table holds. Where that is nothing, wasm-bindgen writes it as references, which the oldest browsers don't know.
fn items<'a>(encoder: &mut impl Reencode<Error = Infallible>, items: ElementItems<'a>) -> Encoded<Elements<'a>> {
    match &items {
        ElementItems::Expressions(_, list) if list.count() == 0 => Ok(Elements::Functions([].as_slice().into())),
        _ => utils::element_items(encoder, items),
    }
}

/// The types that a module has something of.
#[derive(Default)]
struct Types(BTreeSet<u32>);

impl Reencode for Types {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Encoded<u32> {
        self.0.insert(index);
        Ok(index)
    }

    /// Types that are defined together stay together.
    fn parse_type_section(&mut self, _: &mut TypeSection, section: TypeSectionReader<'_>) -> Encoded {
        let mut next = 0;
        for group in section {
            let start = next;
            next += u32::try_from(group?.types().len()).unwrap_or(0);
            if next != start + 1 {
                self.0.extend(start..next);
            }
        }
        Ok(())
    }
}

struct Without<F> {
    drop: F,
    types: BTreeSet<u32>,
}

impl<F: Fn(&str) -> bool> Reencode for Without<F> {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Encoded<u32> {
        Ok(u32::try_from(self.types.range(..index).count()).unwrap_or(index))
    }

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Encoded {
        let mut next = 0;
        for group in section {
            let (start, group) = (next, group?);
            next += u32::try_from(group.types().len()).unwrap_or(0);
            if self.types.contains(&start) {
                utils::parse_recursive_type_group(self, types.ty(), group)?;
            }
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, module: &mut Module, section: CustomSectionReader<'_>) -> Encoded {
        if (self.drop)(section.name()) { Ok(()) } else { utils::parse_custom_section(self, module, section) }
    }

    fn element_items<'a>(&mut self, found: ElementItems<'a>) -> Encoded<Elements<'a>> {
        items(self, found)
    }
}

struct Short<'a> {
    glue: &'a str,
    names: BTreeMap<String, String>,
}

impl Reencode for Short<'_> {
    type Error = Infallible;

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Encoded {
        for import in section.into_imports() {
            let import = import?;
            let of_type = self.entity_type(import.ty)?;
            if import.module == self.glue {
                let next = short_name(self.names.len());
                let name = self.names.entry(import.name.to_string()).or_insert(next);
                imports.import(OBJECT, name, of_type);
            } else {
                imports.import(import.module, import.name, of_type);
            }
        }
        Ok(())
    }

    fn element_items<'a>(&mut self, found: ElementItems<'a>) -> Encoded<Elements<'a>> {
        items(self, found)
    }
}

/// `a` … `z`, `aa` …: any name will do for a property.
fn short_name(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { letter.to_string() } else { short_name(index / 26 - 1) + &letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, CustomSection, ElementSection, EntityType, RefType, TableSection, TableType, TypeSection,
    };

    /// Imports of two objects, and custom sections.
    fn module() -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        for (object, name) in
            [("./x_bg.js", "__wbg_focus_2f77051f98540625"), ("./y.js", "load"), ("./x_bg.js", "__wbg_key")]
        {
            imports.import(object, name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        for name in ["producers", "kept"] {
            module.section(&CustomSection { name: name.into(), data: (&[1, 2]).into() });
        }
        module.finish()
    }

    #[test]
    fn imports_from_the_glue_get_short_names() {
        let (short, names) = with_short_imports(&module(), "./x_bg.js").unwrap();
        let expected = BTreeMap::from([("__wbg_focus_2f77051f98540625", "a"), ("__wbg_key", "b")]);
        assert_eq!(names, expected.iter().map(|(long, short)| (long.to_string(), short.to_string())).collect());
        let text = String::from_utf8_lossy(&short);
        assert!(
            text.contains("\x01g\x01a\0") && text.contains("\x06./y.js\x04load") && !text.contains("__wbg_"),
            "{text:?}"
        );
    }

    #[test]
    fn a_segment_that_holds_nothing_holds_no_references() {
        let (mut tables, mut elements) = (TableSection::new(), ElementSection::new());
        let of = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 1, maximum: None, shared: false };
        tables.table(of);
        elements.active(None, &ConstExpr::i32_const(0), Elements::Expressions(RefType::FUNCREF, [].as_slice().into()));
        let mut module = Module::new();
        module.section(&tables).section(&elements);
        let old = |module: &[u8]| {
            wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::WASM1).validate_all(module).is_ok()
        };
        let module = module.finish();
        assert!(!old(&module));
        assert!(old(&without(&module, |_| true).unwrap()) && old(&with_short_imports(&module, "x").unwrap().0));
    }

    /// Three types, of which a function has the second and a call in it the third.
    #[test]
    fn types_that_nothing_has_go() {
        use wasm_encoder::{CodeSection, Function, FunctionSection, ValType};
        let (mut types, mut functions, mut tables, mut code) =
            (TypeSection::new(), FunctionSection::new(), TableSection::new(), CodeSection::new());
        types.ty().function([ValType::F64], []);
        types.ty().function([ValType::I32], []);
        types.ty().function([], [ValType::I64]);
        functions.function(1);
        let of = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 1, maximum: None, shared: false };
        tables.table(of);
        let mut body = Function::new([]);
        body.instructions().local_get(0).call_indirect(0, 2).drop().end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables).section(&code);
        let module = module.finish();
        let clean = without(&module, |_| true).unwrap();
        wasmparser::Validator::new().validate_all(&clean).unwrap();
        assert_eq!(clean.len() + 4, module.len(), "a type is four bytes here");
        assert_eq!(without(&clean, |_| true).unwrap(), clean, "a second time changes nothing");
    }

    #[test]
    fn sections_go_by_their_name() {
        let clean = without(&module(), |name| name == "producers").unwrap();
        let text = String::from_utf8_lossy(&clean);
        assert!(text.contains("kept") && !text.contains("producers"), "{text:?}");
        assert!(without(b"MZ", |_| true).is_err());
    }

    #[test]
    fn names_are_short_and_differ() {
        let names: Vec<String> = (0..800).map(short_name).collect();
        assert_eq!([0, 25, 26, 27, 701, 702].map(|index| names[index].as_str()), ["a", "z", "aa", "ab", "zz", "aaa"]);
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }
}

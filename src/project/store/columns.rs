//! Values column by column: a serde format in which the same field of many values lies together,
//! numbers as differences to the one before, every string once. It packs to half of what the
//! same values take one after another. It carries no names: who reads must know the types.
//!
//! A place in a type (a field of a struct, the elements of a list, what is in an option) is a
//! column, numbered in the order in which the values lead to it; reader and writer walk the same
//! way and so agree on the numbers.

use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};
use serde::ser::{self, Serialize};
use std::collections::HashMap;
use std::fmt;

/// Strings that came up as lately as this are named by how long ago, others by their number:
/// names come again soon, stock phrases all the time.
const NEAR: u64 = 96;
/// Most bytes of strings a value may hold.
const STRINGS: usize = 1 << 30;

/// A value that cannot be written, or bytes that are not one.
#[derive(Debug)]
pub struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a value in columns")
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Writes a value.
///
/// # Errors
/// If it holds something the format has no form for (128-bit numbers, lists of unknown length).
pub fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Unfit> {
    let mut table = Table::default();
    let root = table.places.root();
    value.serialize(Put {
        table: &mut table,
        at: root,
        base: None,
    })?;
    let mut out = Vec::new();
    put(&mut out, table.columns.len() as u64);
    for column in table.columns.iter().chain([&table.lengths, &table.letters]) {
        put(&mut out, column.len() as u64);
    }
    for column in table.columns.iter().chain([&table.lengths, &table.letters]) {
        out.extend_from_slice(column);
    }
    Ok(out)
}

/// Reads a value.
///
/// # Errors
/// If the bytes are none of that type.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unfit> {
    let mut head = bytes;
    let columns = usize::try_from(take(&mut head)?).map_err(|_| Unfit)?;
    if columns > head.len() {
        return Err(Unfit);
    }
    let lengths: Vec<u64> = (0..columns + 2)
        .map(|_| take(&mut head))
        .collect::<Result<_, _>>()?;
    let mut parts = Vec::with_capacity(lengths.len());
    for length in lengths {
        let length = usize::try_from(length).map_err(|_| Unfit)?;
        let (part, rest) = head.split_at_checked(length).ok_or(Unfit)?;
        parts.push(part);
        head = rest;
    }
    let letters = parts.pop().ok_or(Unfit)?;
    let mut reader = Reader {
        places: Places::default(),
        lengths: parts.pop().ok_or(Unfit)?,
        letters: std::str::from_utf8(letters).map_err(|_| Unfit)?,
        columns: parts,
        strings: Vec::new(),
        handed: 0,
    };
    let root = reader.places.root();
    let value = T::deserialize(Get {
        reader: &mut reader,
        at: root,
        base: None,
    })?;
    let used = reader.columns.iter().all(|c| c.is_empty());
    (head.is_empty() && used).then_some(value).ok_or(Unfit)
}

fn put(out: &mut Vec<u8>, mut n: u64) {
    while n > 127 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

fn take(from: &mut &[u8]) -> Result<u64, Unfit> {
    let mut n = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first().ok_or(Unfit)?;
        *from = rest;
        n |= u64::from(byte & 127) << shift;
        if *byte < 128 {
            return Ok(n);
        }
    }
    Err(Unfit)
}

/// Where the number in a type of this name is told from, if not from the one before it.
fn plain(name: &str) -> Option<i64> {
    (name == "Plain").then_some(0)
}

/// The places of a type as they are come upon, and the last number at each.
#[derive(Default)]
struct Places {
    inner: Vec<Vec<u32>>,
    last: Vec<i64>,
}

impl Places {
    fn root(&mut self) -> usize {
        self.inner.push(Vec::new());
        self.last.push(0);
        self.inner.len() - 1
    }

    /// The `i`th place inside another.
    fn inside(&mut self, at: usize, i: usize) -> usize {
        match self.inner[at].get(i) {
            Some(&n) if n > 0 => n as usize,
            _ => {
                let new = self.root();
                let inner = &mut self.inner[at];
                inner.resize(inner.len().max(i + 1), 0);
                inner[i] = new as u32;
                new
            }
        }
    }

    /// Where the second field of a span is told from, the first: its length says less than its
    /// end.
    fn base(&self, of: &str, at: usize, i: usize) -> Option<i64> {
        let first = (of == "Span" && i == 1).then(|| self.inner[at].first())??;
        self.last.get(*first as usize).copied()
    }
}

#[derive(Default)]
struct Table {
    places: Places,
    columns: Vec<Vec<u8>>,
    strings: HashMap<String, u64, rustc_hash::FxBuildHasher>,
    lengths: Vec<u8>,
    letters: Vec<u8>,
}

impl Table {
    fn column(&mut self, at: usize) -> &mut Vec<u8> {
        if self.columns.len() <= at {
            self.columns.resize_with(at + 1, Vec::new);
        }
        &mut self.columns[at]
    }
}

struct Put<'a> {
    table: &'a mut Table,
    at: usize,
    base: Option<i64>,
}

impl<'a> Put<'a> {
    fn raw(self, n: u64) -> Result<(), Unfit> {
        put(self.table.column(self.at), n);
        Ok(())
    }

    fn number(self, n: i64) -> Result<(), Unfit> {
        let last = std::mem::replace(&mut self.table.places.last[self.at], n);
        let n = n.wrapping_sub(self.base.unwrap_or(last));
        self.raw((n << 1 ^ n >> 63) as u64)
    }

    fn bytes(self, bytes: &[u8]) -> Result<(), Unfit> {
        self.table.column(self.at).extend_from_slice(bytes);
        Ok(())
    }

    fn inside(self, i: usize) -> Put<'a> {
        let at = self.table.places.inside(self.at, i);
        Put {
            table: self.table,
            at,
            base: None,
        }
    }

    fn many(self, of: &'static str) -> Many<'a> {
        Many {
            table: self.table,
            at: self.at,
            i: 0,
            of,
        }
    }
}

impl<'a> ser::Serializer for Put<'a> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Same<'a>;
    type SerializeTuple = Many<'a>;
    type SerializeTupleStruct = Many<'a>;
    type SerializeTupleVariant = Many<'a>;
    type SerializeMap = Same<'a>;
    type SerializeStruct = Many<'a>;
    type SerializeStructVariant = Many<'a>;

    fn is_human_readable(&self) -> bool {
        false
    }
    fn serialize_bool(self, v: bool) -> Result<(), Unfit> {
        self.raw(v.into())
    }
    fn serialize_i8(self, v: i8) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_i16(self, v: i16) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_i32(self, v: i32) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_i64(self, v: i64) -> Result<(), Unfit> {
        self.number(v)
    }
    fn serialize_u8(self, v: u8) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_u16(self, v: u16) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_u32(self, v: u32) -> Result<(), Unfit> {
        self.number(v.into())
    }
    fn serialize_u64(self, v: u64) -> Result<(), Unfit> {
        self.number(v as i64)
    }
    fn serialize_f32(self, v: f32) -> Result<(), Unfit> {
        // Each byte a column: the first ones are alike, the last ones noise.
        for (i, byte) in v.to_be_bytes().into_iter().enumerate() {
            let at = self.table.places.inside(self.at, i);
            self.table.column(at).push(byte);
        }
        Ok(())
    }
    fn serialize_f64(self, v: f64) -> Result<(), Unfit> {
        self.bytes(&v.to_le_bytes())
    }
    fn serialize_char(self, v: char) -> Result<(), Unfit> {
        self.raw(u32::from(v).into())
    }
    fn serialize_str(self, v: &str) -> Result<(), Unfit> {
        let next = self.table.strings.len() as u64;
        if let Some(&n) = self.table.strings.get(v) {
            let ago = next - n;
            return self.raw(if ago <= NEAR { ago } else { NEAR + 1 + n });
        }
        self.table.strings.insert(v.into(), next);
        put(&mut self.table.lengths, v.len() as u64);
        self.table.letters.extend_from_slice(v.as_bytes());
        self.raw(0)
    }
    fn serialize_bytes(self, v: &[u8]) -> Result<(), Unfit> {
        put(self.table.column(self.at), v.len() as u64);
        self.bytes(v)
    }
    fn serialize_none(self) -> Result<(), Unfit> {
        self.raw(0)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        put(self.table.column(self.at), 1);
        value.serialize(self.inside(0))
    }
    fn serialize_unit(self) -> Result<(), Unfit> {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, i: u32, _: &'static str) -> Result<(), Unfit> {
        self.raw(i.into())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(Put {
            base: plain(name).or(self.base),
            ..self
        })
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        i: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        put(self.table.column(self.at), i.into());
        value.serialize(self.inside(i as usize))
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<Same<'a>, Unfit> {
        put(self.table.column(self.at), len.ok_or(Unfit)? as u64);
        Ok(Same(self.many("")))
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Same<'a>, Unfit> {
        self.serialize_seq(len)
    }
    fn serialize_tuple(self, _: usize) -> Result<Many<'a>, Unfit> {
        Ok(self.many(""))
    }
    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Many<'a>, Unfit> {
        Ok(self.many(name))
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Many<'a>, Unfit> {
        Ok(self.many(name))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        i: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Many<'a>, Unfit> {
        put(self.table.column(self.at), i.into());
        Ok(self.inside(i as usize).many(""))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        i: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Many<'a>, Unfit> {
        put(self.table.column(self.at), i.into());
        Ok(self.inside(i as usize).many(""))
    }
}

/// Fields: each its own column.
struct Many<'a> {
    table: &'a mut Table,
    at: usize,
    i: usize,
    of: &'static str,
}

impl Many<'_> {
    fn put<T: Serialize + ?Sized>(&mut self, i: usize, value: &T) -> Result<(), Unfit> {
        let base = self.table.places.base(self.of, self.at, i);
        let at = self.table.places.inside(self.at, i);
        value.serialize(Put {
            table: self.table,
            at,
            base,
        })
    }

    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.i += 1;
        self.put(self.i - 1, value)
    }
}

impl ser::SerializeTuple for Many<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.next(value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

impl ser::SerializeTupleStruct for Many<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.next(value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

impl ser::SerializeTupleVariant for Many<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.next(value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

impl ser::SerializeStruct for Many<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.next(value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

impl ser::SerializeStructVariant for Many<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.next(value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

/// Elements of a list, or keys and values of a map: one column for all.
struct Same<'a>(Many<'a>);

impl ser::SerializeSeq for Same<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.0.put(0, value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

impl ser::SerializeMap for Same<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        self.0.put(0, key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.0.put(1, value)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

struct Reader<'b> {
    places: Places,
    /// What is left of each column.
    columns: Vec<&'b [u8]>,
    lengths: &'b [u8],
    letters: &'b str,
    strings: Vec<&'b str>,
    /// Bytes of strings handed out: few bytes may name a long string many times.
    handed: usize,
}

struct Get<'a, 'b> {
    reader: &'a mut Reader<'b>,
    at: usize,
    base: Option<i64>,
}

impl<'a, 'b> Get<'a, 'b> {
    fn raw(&mut self) -> Result<u64, Unfit> {
        take(self.reader.columns.get_mut(self.at).ok_or(Unfit)?)
    }

    fn number(&mut self) -> Result<i64, Unfit> {
        let n = self.raw()?;
        let n = (n >> 1) as i64 ^ -((n & 1) as i64);
        let last = &mut self.reader.places.last[self.at];
        *last = n.wrapping_add(self.base.unwrap_or(*last));
        Ok(*last)
    }

    fn bytes(&mut self, n: usize) -> Result<&'b [u8], Unfit> {
        let column = self.reader.columns.get_mut(self.at).ok_or(Unfit)?;
        let (bytes, rest) = column.split_at_checked(n).ok_or(Unfit)?;
        *column = rest;
        Ok(bytes)
    }

    fn string(&mut self) -> Result<&'b str, Unfit> {
        let n = self.raw()?;
        let reader = &mut *self.reader;
        let next = reader.strings.len() as u64;
        let string = match n {
            0 => {
                let length = usize::try_from(take(&mut reader.lengths)?).map_err(|_| Unfit)?;
                let (string, rest) = reader.letters.split_at_checked(length).ok_or(Unfit)?;
                reader.letters = rest;
                reader.strings.push(string);
                string
            }
            _ => {
                let i = if n <= NEAR {
                    next.checked_sub(n).ok_or(Unfit)?
                } else {
                    n - NEAR - 1
                };
                let i = usize::try_from(i).map_err(|_| Unfit)?;
                reader.strings.get(i).ok_or(Unfit)?
            }
        };
        reader.handed += string.len();
        (reader.handed < STRINGS).then_some(string).ok_or(Unfit)
    }

    fn length(&mut self) -> Result<usize, Unfit> {
        usize::try_from(self.raw()?).map_err(|_| Unfit)
    }

    fn inside(self, i: usize) -> Self {
        let at = self.reader.places.inside(self.at, i);
        Get {
            reader: self.reader,
            at,
            base: None,
        }
    }

    fn fields(self, n: usize, of: &'static str) -> Fields<'a, 'b> {
        Fields {
            reader: self.reader,
            at: self.at,
            i: 0,
            left: n,
            of,
            same: false,
        }
    }
}

macro_rules! numbers {
    ($($name:ident $visit:ident $type:ty),*) => {$(
        fn $name<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
            visitor.$visit(<$type>::try_from(self.number()?).map_err(|_| Unfit)?)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Get<'_, '_> {
    type Error = Unfit;

    fn is_human_readable(&self) -> bool {
        false
    }
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }
    fn deserialize_identifier<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }
    fn deserialize_bool<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        match self.raw()? {
            0 => visitor.visit_bool(false),
            1 => visitor.visit_bool(true),
            _ => Err(Unfit),
        }
    }
    numbers!(
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32
    );
    fn deserialize_u64<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_u64(self.number()? as u64)
    }
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let mut bytes = [0; 4];
        for (i, byte) in bytes.iter_mut().enumerate() {
            let at = self.reader.places.inside(self.at, i);
            let column = self.reader.columns.get_mut(at).ok_or(Unfit)?;
            (*byte, *column) = column.split_first().map(|(b, c)| (*b, c)).ok_or(Unfit)?;
        }
        visitor.visit_f32(f32::from_be_bytes(bytes))
    }
    fn deserialize_f64<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        let bytes = self.bytes(8)?.try_into().map_err(|_| Unfit)?;
        visitor.visit_f64(f64::from_le_bytes(bytes))
    }
    fn deserialize_char<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        let n = u32::try_from(self.raw()?).map_err(|_| Unfit)?;
        visitor.visit_char(char::from_u32(n).ok_or(Unfit)?)
    }
    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_str(self.string()?)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }
    fn deserialize_bytes<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        let n = self.length()?;
        visitor.visit_bytes(self.bytes(n)?)
    }
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_bytes(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        match self.raw()? {
            0 => visitor.visit_none(),
            1 => visitor.visit_some(self.inside(0)),
            _ => Err(Unfit),
        }
    }
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(Get {
            base: plain(name).or(self.base),
            ..self
        })
    }
    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        let n = self.length()?;
        visitor.visit_seq(Fields {
            same: true,
            ..self.fields(n, "")
        })
    }
    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Unfit> {
        let n = self.length()?;
        visitor.visit_map(self.fields(n, ""))
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, n: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.fields(n, ""))
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        n: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.fields(n, name))
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.fields(fields.len(), name))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(self)
    }
}

impl<'de, 'a, 'b> de::EnumAccess<'de> for Get<'a, 'b> {
    type Error = Unfit;
    type Variant = Variant<'a, 'b>;
    fn variant_seed<V: de::DeserializeSeed<'de>>(
        mut self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Unfit> {
        let i = u32::try_from(self.raw()?).map_err(|_| Unfit)?;
        let variant = IntoDeserializer::<Unfit>::into_deserializer(i);
        // That it is one of few is known when the seed has taken it.
        let variant = seed.deserialize(variant)?;
        Ok((variant, Variant(self, i as usize)))
    }
}

/// What is in a variant. One without contents leads to no place.
struct Variant<'a, 'b>(Get<'a, 'b>, usize);

impl<'de> de::VariantAccess<'de> for Variant<'_, '_> {
    type Error = Unfit;
    fn unit_variant(self) -> Result<(), Unfit> {
        Ok(())
    }
    fn newtype_variant_seed<T: de::DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self.0.inside(self.1))
    }
    fn tuple_variant<V: Visitor<'de>>(self, n: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.0.inside(self.1).fields(n, ""))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.0.inside(self.1).fields(fields.len(), ""))
    }
}

/// Fields, each its own column, or elements, all in one.
struct Fields<'a, 'b> {
    reader: &'a mut Reader<'b>,
    at: usize,
    i: usize,
    left: usize,
    of: &'static str,
    same: bool,
}

impl Fields<'_, '_> {
    fn get<'de, T: de::DeserializeSeed<'de>>(
        &mut self,
        i: usize,
        seed: T,
    ) -> Result<T::Value, Unfit> {
        let base = self.reader.places.base(self.of, self.at, i);
        let at = self.reader.places.inside(self.at, i);
        seed.deserialize(Get {
            reader: self.reader,
            at,
            base,
        })
    }
}

impl<'de> de::SeqAccess<'de> for Fields<'_, '_> {
    type Error = Unfit;
    fn next_element_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unfit> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let i = if self.same { 0 } else { self.i };
        self.i += 1;
        self.get(i, seed).map(Some)
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> de::MapAccess<'de> for Fields<'_, '_> {
    type Error = Unfit;
    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unfit> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        self.get(0, seed).map(Some)
    }
    fn next_value_seed<V: de::DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        self.get(1, seed)
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    enum Kind {
        Plain,
        New(i64),
        Pair(u8, String),
        Named { a: Option<f32>, b: bool },
    }

    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Span {
        start: u32,
        end: u32,
    }

    type Value = Vec<(
        String,
        Kind,
        Vec<Span>,
        BTreeMap<u64, Option<char>>,
        [i16; 2],
    )>;

    fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![
            Just(Kind::Plain),
            any::<i64>().prop_map(Kind::New),
            (any::<u8>(), "[ab]{0,3}").prop_map(|(n, s)| Kind::Pair(n, s)),
            (proptest::option::of(-9f32..9.0), any::<bool>())
                .prop_map(|(a, b)| Kind::Named { a, b }),
        ]
    }

    fn value() -> impl Strategy<Value = Value> {
        let span = (any::<u32>(), any::<u32>()).prop_map(|(start, end)| Span { start, end });
        let one = (
            "[a-cé]{0,3}",
            kind(),
            proptest::collection::vec(span, 0..4),
            proptest::collection::btree_map(any::<u64>(), any::<Option<char>>(), 0..3),
            any::<[i16; 2]>(),
        );
        proptest::collection::vec(one, 0..300)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn a_value_comes_back(value in value()) {
            prop_assert_eq!(read::<Value>(&write(&value).unwrap()).unwrap(), value);
        }

        #[test]
        fn damage_is_refused_or_another_value(value in value(), at in any::<u16>(), bit in 0u8..8) {
            let mut bytes = write(&value).unwrap();
            let at = at as usize % bytes.len();
            bytes[at] ^= 1 << bit;
            let _ = read::<Value>(&bytes);
            let _ = read::<Value>(&bytes[..at]);
        }

        #[test]
        fn nonsense_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<Value>(&bytes);
        }
    }
}

//! Paints what egui asks for on the processor, so that pictures of the window are the same on
//! every machine and need no graphics driver.

use egui::epaint::{ImageData, Primitive, Vertex};
use egui::{Color32, FullOutput, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;
use std::collections::HashMap;

/// Premultiplied colours, row by row.
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Texture {
    /// Bilinear sample at `uv`, clamped to the edge, as the real renderers do for fonts.
    fn sample(&self, uv: Pos2) -> [f32; 4] {
        let x = (uv.x * self.width as f32 - 0.5).clamp(0.0, (self.width - 1) as f32);
        let y = (uv.y * self.height as f32 - 0.5).clamp(0.0, (self.height - 1) as f32);
        let (x0, y0) = (x as usize, y as usize);
        let (x1, y1) = ((x0 + 1).min(self.width - 1), (y0 + 1).min(self.height - 1));
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let at = |x: usize, y: usize| self.pixels[y * self.width + x].to_array().map(f32::from);
        let (a, b, c, d) = (at(x0, y0), at(x1, y0), at(x0, y1), at(x1, y1));
        std::array::from_fn(|i| {
            let top = a[i] + (b[i] - a[i]) * fx;
            let bottom = c[i] + (d[i] - c[i]) * fx;
            (top + (bottom - top) * fy) / 255.0
        })
    }
}

/// The renderer handed to the harness.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for part in images {
                let ImageData::Color(image) = &part.image;
                let [width, height] = image.size;
                match (part.pos, self.textures.get_mut(&id)) {
                    (Some([left, top]), Some(texture)) => {
                        for y in 0..height {
                            let to = (top + y) * texture.width + left;
                            texture.pixels[to..to + width]
                                .copy_from_slice(&image.pixels[y * width..(y + 1) * width]);
                        }
                    }
                    _ => {
                        let pixels = image.pixels.clone();
                        self.textures.insert(
                            id,
                            Texture {
                                width,
                                height,
                                pixels,
                            },
                        );
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as u32, size.y.round() as u32);
        let mut canvas = Canvas {
            width: width as i32,
            height: height as i32,
            pixels: vec![[0.0; 4]; (width * height) as usize],
        };
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = clipped.primitive else {
                continue;
            };
            let texture = self
                .textures
                .get(&mesh.texture_id)
                .ok_or("a mesh names an unknown texture")?;
            let clip = Rect::from_min_max(
                (clipped.clip_rect.min.to_vec2() * scale).to_pos2(),
                (clipped.clip_rect.max.to_vec2() * scale).to_pos2(),
            );
            for corner in mesh.indices.chunks_exact(3) {
                let triangle = [0, 1, 2].map(|i| mesh.vertices[corner[i] as usize]);
                canvas.triangle(&triangle, scale, clip, texture);
            }
        }
        Ok(RgbaImage::from_fn(width, height, |x, y| {
            let [r, g, b, _] = canvas.pixels[(y * width + x) as usize];
            image::Rgba([r, g, b, 1.0].map(|v| (v * 255.0).round().clamp(0.0, 255.0) as u8))
        }))
    }
}

struct Canvas {
    width: i32,
    height: i32,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    /// Fills one triangle, blending in gamma space as egui's own renderers do.
    fn triangle(&mut self, corners: &[Vertex; 3], scale: f32, clip: Rect, texture: &Texture) {
        let p = corners.map(|v| (v.pos.to_vec2() * scale).to_pos2());
        let area = edge(p[0], p[1], p[2]);
        if area == 0.0 {
            return;
        }
        let bounds = Rect::from_points(&p).intersect(clip);
        let x_range = (bounds.min.x - 0.5).ceil().max(0.0) as i32
            ..((bounds.max.x + 0.5).floor() as i32).min(self.width);
        let y_range = (bounds.min.y - 0.5).ceil().max(0.0) as i32
            ..((bounds.max.y + 0.5).floor() as i32).min(self.height);
        for y in y_range {
            for x in x_range.clone() {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                if !clip.contains(at) {
                    continue;
                }
                let w = [
                    edge(p[1], p[2], at),
                    edge(p[2], p[0], at),
                    edge(p[0], p[1], at),
                ]
                .map(|e| e / area);
                if !inside(w, &p, area) {
                    continue;
                }
                let mix = |f: &dyn Fn(&Vertex) -> f32| {
                    w[0] * f(&corners[0]) + w[1] * f(&corners[1]) + w[2] * f(&corners[2])
                };
                let texel = texture.sample(Pos2::new(mix(&|v| v.uv.x), mix(&|v| v.uv.y)));
                let source: [f32; 4] = std::array::from_fn(|i| {
                    texel[i] * mix(&|v| f32::from(v.color.to_array()[i])) / 255.0
                });
                let pixel = &mut self.pixels[(y * self.width + x) as usize];
                *pixel = std::array::from_fn(|i| source[i] + pixel[i] * (1.0 - source[3]));
            }
        }
    }
}

fn edge(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Inside, with a rule for pixels exactly on an edge so that two triangles that share the edge
/// never both paint them.
fn inside(w: [f32; 3], p: &[Pos2; 3], area: f32) -> bool {
    (0..3).all(|i| {
        let (a, b) = (p[(i + 1) % 3], p[(i + 2) % 3]);
        let along = if area > 0.0 { b - a } else { a - b };
        w[i] > 0.0 || (w[i] == 0.0 && (along.y < 0.0 || (along.y == 0.0 && along.x > 0.0)))
    })
}

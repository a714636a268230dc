//! The lanes as one item of an `egui_plot::Plot`: the plot gives frame, transform, grid and the
//! response for gestures; what is painted, and what lies under the pointer, is ours.

use egui::{Color32, Shape};
use egui_plot::{
    ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry, PlotItem,
    PlotItemBase, PlotTransform,
};
use std::cell::RefCell;

/// Shapes already laid out for the frame of the plot.
pub(super) struct Layer {
    base: PlotItemBase,
    shapes: RefCell<Vec<Shape>>,
}

impl Layer {
    pub fn new(name: &str, shapes: Vec<Shape>) -> Self {
        Self {
            base: PlotItemBase::new(name.to_owned()),
            shapes: RefCell::new(shapes),
        }
    }
}

impl PlotItem for Layer {
    fn shapes(&self, _ui: &egui::Ui, _transform: &PlotTransform, out: &mut Vec<Shape>) {
        out.append(&mut self.shapes.borrow_mut());
    }

    fn initialize(&mut self, _x_range: std::ops::RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn find_closest(&self, _: egui::Pos2, _: &PlotTransform) -> Option<ClosestElem> {
        None
    }

    fn on_hover(
        &self,
        _: &egui::Response,
        _: ClosestElem,
        _: &mut Vec<Shape>,
        _: &mut Vec<Cursor>,
        _: &PlotConfig<'_>,
        _: Option<&LabelFormatterFn<'_>>,
    ) {
    }
}

package io.pxe4j.bench.report;

import io.pxe4j.bench.plot.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars beside each other for each of a few cases, drawn to an SVG file. */
public final class BarPlot {
    private record Series(String name, List<Double> values) {}

    private final String title;
    private final String yTitle;
    private final List<String> cases;
    private final List<Series> series = new ArrayList<>();

    private BarPlot(String title, String yTitle, List<String> cases) {
        this.title = title;
        this.yTitle = yTitle;
        this.cases = List.copyOf(cases);
    }

    /** Begins a plot of some cases, with the unit of its values. */
    public static BarPlot titled(String title, String yTitle, List<String> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("cases: none (expected: 1 or more)");
        }
        return new BarPlot(title, yTitle, cases);
    }

    /** Adds a bar to each case; 0 where there is no value. */
    public BarPlot series(String name, List<Double> values) {
        if (values.size() != cases.size()) {
            throw new IllegalArgumentException(
                    name + ": " + values.size() + " values (expected: " + cases.size() + ", one a case)");
        }
        series.add(new Series(name, List.copyOf(values)));
        return this;
    }

    /** Draws it. */
    public void write(Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(PlotStyle.WIDTH)
                .height(PlotStyle.HEIGHT)
                .title(title)
                .yAxisTitle(yTitle)
                .build();
        PlotStyle.apply(chart, chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsFont(PlotStyle.font(java.awt.Font.PLAIN, 10));
        chart.getStyler().setLabelsPosition(0.95);
        chart.getStyler().setLabelsFontColorAutomaticEnabled(true);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        double highest = series.stream()
                .flatMap(bars -> bars.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        // A bar is as wide as five digits.
        chart.getStyler().setYAxisDecimalPattern(highest >= 100 ? "#,##0" : "#,##0.##");
        chart.getStyler().setYAxisMin(0.0);
        // Room for the value above the highest bar.
        chart.getStyler().setYAxisMax(highest * 1.1);
        List<Color> colours =
                PlotStyle.colours(series.stream().map(Series::name).toList());
        for (int i = 0; i < series.size(); i++) {
            chart.addSeries(series.get(i).name(), cases, series.get(i).values()).setFillColor(colours.get(i));
        }
        SvgFile.write(chart, file);
    }
}

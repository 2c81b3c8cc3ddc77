using StudioApp.Web.Features.Gallery;

namespace StudioApp.Web.Tests.Features.Gallery;

public sealed class GridShapeTests
{
    [Theory]
    [InlineData(120, 1)]
    [InlineData(328, 2)]
    [InlineData(700, 3)]
    [InlineData(1120, 4)]
    [InlineData(2396, 7)]
    [InlineData(3700, 12)]
    public void For_AWidth_FitsCardsThatCanBeSeen(double width, int columns) =>
        Assert.Equal(columns, GridShape.For(width).Columns);

    [Fact]
    public void For_EveryWidth_FillsTheRowExactly()
    {
        for (var width = 100; width < 4000; width++)
        {
            var shape = GridShape.For(width);
            var gap = width < 560 ? 12 : GridShape.Gap;
            var card = shape.RowHeight - GridShape.CaptionHeight - gap;

            Assert.Equal(width, shape.Columns * card + (shape.Columns - 1) * gap, 1.0);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(3008, 752)]
    public void RowsFor_CountsTheLastPartRow(int clips, int rows) =>
        Assert.Equal(rows, new GridShape(4, 300).RowsFor(clips));

    [Theory]
    [InlineData("Features/Gallery/Components/ClipGrid.razor.css", "--card-gap: 20px")]
    [InlineData("Features/Gallery/Components/ClipGrid.razor.css", "--card-narrowest: 148px")]
    [InlineData("Features/Gallery/Components/ClipGrid.razor.css", "--card-narrowest: 200px")]
    [InlineData("Features/Gallery/Components/ClipGrid.razor.css", "--card-narrowest: 248px")]
    [InlineData("Features/Gallery/Components/ClipGrid.razor.css", "--card-narrowest: 288px")]
    [InlineData("Features/Gallery/Components/ClipCard.razor.css", "height: 82px")]
    [InlineData("Features/Gallery/Components/CardSkeleton.razor.css", "height: 82px")]
    public void StyleSheets_DrawTheSameNumbers(string file, string number) =>
        Assert.Contains(number, SourceTree.Read("src/StudioApp.Web/" + file));
}

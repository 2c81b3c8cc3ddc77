using StudioApp.Core.People;
using StudioApp.Web.Features.Gallery;

namespace StudioApp.Web.Tests.Features.Gallery;

public sealed class GalleryFilterTests
{
    [Theory]
    [InlineData(null, null, "")]
    [InlineData("  ", "0", "")]
    [InlineData("fox & hen", null, "?q=fox%20%26%20hen")]
    [InlineData("狐狸", "1", "?q=%E7%8B%90%E7%8B%B8&fav=1")]
    [InlineData(null, "1", "?fav=1")]
    public void QueryString_SaysWhatTheAddressSaid(string? text, string? favourites, string expected) =>
        Assert.Equal(expected, GalleryFilter.From(text, favourites).QueryString);

    [Fact]
    public void For_Everything_AsksForEverything()
    {
        var query = GalleryFilter.Everything.For(PersonId.Local);

        Assert.Null(query.Text);
        Assert.False(query.FavouritesOnly);
        Assert.False(query.Deleted);
    }
}

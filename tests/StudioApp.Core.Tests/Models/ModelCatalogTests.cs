using StudioApp.Core.Models;
using StudioApp.TestKit.Models;

namespace StudioApp.Core.Tests.Models;

public sealed class ModelCatalogTests
{
    private static readonly InstalledModel Moves = new ModelBuilder().Named("a-moves-pictures").Build() with { TakesPicture = PictureUse.Must };
    private static readonly InstalledModel Words = new ModelBuilder().Named("b-words").Build();
    private static readonly InstalledModel Both = new ModelBuilder().Named("c-both").Build() with { TakesPicture = PictureUse.May };

    [Theory]
    [InlineData(false, "b-words")]
    [InlineData(true, "a-moves-pictures")]
    public async Task FindDefault_StartsFromWhatThereIs(bool withPicture, string expected) =>
        Assert.Equal(expected, (await Catalog(Moves, Words, Both).FindDefaultAsync(default, withPicture))?.Name);

    [Fact]
    public async Task FindDefault_NoneFits_IsTheFirstAllTheSame_SoThatItsRefusalSaysWhatToDo()
    {
        Assert.Equal("a-moves-pictures", (await Catalog(Moves).FindDefaultAsync(default))?.Name);
        Assert.Equal("b-words", (await Catalog(Words).FindDefaultAsync(default, withPicture: true))?.Name);
        Assert.Null(await Catalog(Words with { Problem = ModelErrors.FileMissing("x") }).FindDefaultAsync(default));
    }

    private static IModelCatalog Catalog(params InstalledModel[] models) => new FixedModelCatalog(models);
}

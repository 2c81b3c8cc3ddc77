using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Tests.ModelFolders;

public sealed class ModelCardTests
{
    [Theory]
    [InlineData("---\nlicense: mit\ntags: [a]\n---\n# Title\n", "mit", "# Title")]
    [InlineData("---\r\nlicense: \"apache-2.0\"\r\n---\r\ntext", "apache-2.0", "text")]
    [InlineData("---\ntags: [a]\n---\ntext", "", "text")]
    [InlineData("---\nnever closed", "", "---\nnever closed")]
    [InlineData("# Only text", "", "# Only text")]
    [InlineData("", "", "")]
    public void Parse_AnyCard_SplitsFrontMatterAndText(string markdown, string licence, string text)
    {
        Assert.Equal(new ModelCard(licence, text), ModelCard.Parse(markdown));
    }
}

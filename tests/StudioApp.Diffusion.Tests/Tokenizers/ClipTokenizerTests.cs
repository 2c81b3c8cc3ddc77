using System.Text.Json;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

[Trait("Category", "Golden")]
public sealed class ClipTokenizerTests
{
    [Fact]
    public void Encode_TextsOfTheReference_GiveItsIds()
    {
        var tokenizer = ClipTokenizerFiles.Read(Vectors.ClipFiles, "");
        var golden = JsonSerializer.Deserialize<GoldenText[]>(File.ReadAllText(Path.Combine(Vectors.Folder("clip"), "tokens.json")), JsonSerializerOptions.Web)!;
        Assert.NotEmpty(golden);
        Assert.All(golden, g => Assert.Equal(g.Ids, tokenizer.Encode(g.Text)));
    }

    private sealed record GoldenText(string Text, int[] Ids);
}

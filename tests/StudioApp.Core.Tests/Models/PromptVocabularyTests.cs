using StudioApp.Core.Models;

namespace StudioApp.Core.Tests.Models;

public sealed class PromptVocabularyTests
{
    private readonly PromptVocabulary _vocabulary = new([], new HashSet<string> { "a", "fox", "in", "the", "forest", "狐狸" });

    [Fact]
    public void FindUnknown_AllKnownInAnyCase_IsEmpty() => Assert.Empty(_vocabulary.FindUnknown("A Fox, in THE forest!"));

    [Fact]
    public void FindUnknown_SomeUnknown_TellsWhereTheyStand()
    {
        const string prompt = "a tapir in the fox-forest 7";

        var unknown = _vocabulary.FindUnknown(prompt);

        Assert.Equal([new PromptWord(2, "tapir"), new PromptWord(26, "7")], unknown);
        Assert.All(unknown, word => Assert.Equal(word.Text, prompt.Substring(word.Start, word.Text.Length)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ,.!? ", 0)]
    [InlineData("狐狸", 0)]
    [InlineData("猫", 1)]
    public void FindUnknown_EdgeOfText_CountsWords(string prompt, int count) => Assert.Equal(count, _vocabulary.FindUnknown(prompt).Count);

    [Fact]
    public void FindUnheard_CountsOnlyKnownWords_AndTellsWhereTheRestStand()
    {
        var brief = _vocabulary with { MaxWords = 2 };

        Assert.Equal([new PromptWord(12, "in"), new PromptWord(15, "forest")], brief.FindUnheard("a tapir fox in forest"));
        Assert.Empty(brief.FindUnheard("a tapir tapir tapir fox"));
    }

    [Fact]
    public void FindUnheard_ModelThatHearsEverything_IsEmpty() => Assert.Empty(_vocabulary.FindUnheard(string.Join(' ', Enumerable.Repeat("fox", 100))));
}
